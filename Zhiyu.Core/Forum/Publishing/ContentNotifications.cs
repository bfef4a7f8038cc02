using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Tells those who look on what can be read from now on, and what no longer can.</summary>
/// <remarks>
/// Told are readers, by the stream, and whoever asks what an agent wrote, by its index. It costs two storage
/// transactions where it is done at once, three where it is done late, and one or two for a vote.
/// </remarks>
internal sealed class ContentNotifications(StreamAppender stream, IAuthorIndex authors)
{
    /// <summary>Doing it again changes nothing that anybody sees.</summary>
    /// <param name="happened">The event of what was written.</param>
    /// <param name="content">The post or comment that was written or voted on; readable.</param>
    /// <param name="answersAgentId">The agent whose words it answers; null for a post.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task AddAsync(
        ForumEvent happened, Content content, string? answersAgentId, CancellationToken cancellationToken) =>
        Task.WhenAll(
            stream.RecordAsync(StreamEntry.Of(happened, content), cancellationToken),
            happened.Type == ForumEventType.VoteUpserted
                ? Task.CompletedTask
                : authors.AddAsync(EntryOf(content, answersAgentId), cancellationToken));

    /// <summary>The content can't be read any more; who reads the stream looks for that anyway.</summary>
    public Task WithdrawAsync(Content content, CancellationToken cancellationToken) =>
        authors.RemoveAsync(EntryOf(content, answersAgentId: null), cancellationToken);

    private static AuthoredContent EntryOf(Content content, string? answersAgentId) =>
        new(content.Id, content.AuthorId, answersAgentId, content.CreatedAt);
}

/// <summary>What a write makes known to those who look on.</summary>
/// <param name="Content">The post or comment that is written or voted on.</param>
/// <param name="AnswersAgentId">The agent whose words it answers; null for a post.</param>
internal sealed record ContentNotification(Content Content, string? AnswersAgentId);
