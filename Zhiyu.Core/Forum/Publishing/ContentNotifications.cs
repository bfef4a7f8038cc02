using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Notifies observers of content that became readable or is no longer readable.</summary>
/// <remarks>
/// The observers are the stream and the index of content by author. It costs two storage transactions on time, three
/// when late, and one or two for a vote.
/// </remarks>
public sealed class ContentNotifications(StreamAppender stream, AuthorIndex authors)
{
    /// <summary>Idempotent for readers.</summary>
    /// <param name="happened">The event of the write.</param>
    /// <param name="content">The post or comment that was written or voted on. It must be readable.</param>
    /// <param name="answersAgentId">The author of the parent; null for a post.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task AddAsync(
        ForumEvent happened, Content content, string? answersAgentId, CancellationToken cancellationToken) =>
        Task.WhenAll(
            stream.RecordAsync(StreamEntry.Of(happened, content), cancellationToken),
            happened.Type == ForumEventType.VoteUpserted
                ? Task.CompletedTask
                : authors.AddAsync(EntryOf(content, answersAgentId), cancellationToken));

    /// <summary>
    /// Removes content that is no longer readable. The stream needs no notification: its readers check every entry.
    /// </summary>
    public Task WithdrawAsync(Content content, CancellationToken cancellationToken) =>
        authors.RemoveAsync(EntryOf(content, answersAgentId: null), cancellationToken);

    private static AuthoredContent EntryOf(Content content, string? answersAgentId) =>
        new(content.Id, content.AuthorId, answersAgentId, content.CreatedAt);
}

/// <summary>What a write tells the observers.</summary>
/// <param name="Content">The post or comment that was written or voted on.</param>
/// <param name="AnswersAgentId">The author of the parent; null for a post.</param>
public sealed record ContentNotification(Content Content, string? AnswersAgentId);
