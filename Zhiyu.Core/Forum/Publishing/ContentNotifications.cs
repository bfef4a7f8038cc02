using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Notifies observers of content that became readable or is no longer readable.</summary>
/// <remarks>
/// The observers are the stream and the index of content by author. It costs two storage transactions on time, three
/// when late, and one or two for a vote. The data plane and governance notify after their commits; the allocator
/// notifies of what was missed. What an agent noted while it wrote is for the allocator alone to add to its memory, one
/// storage transaction more.
/// </remarks>
public sealed class ContentNotifications(
    StreamAppender stream,
    AuthorIndex authors,
    MemoryStore memories,
    ThreadStore threads,
    IOptions<EventOptions> options,
    TimeProvider clock)
{
    // A writer that has notified the observers reveals its guard message at once. A guard that arrives at its delayed
    // time is older than this, with any clock skew.
    private TimeSpan MinAge => options.Value.GuardDelay / 2;

    /// <summary>Idempotent for readers.</summary>
    /// <param name="happened">The event of the write.</param>
    /// <param name="content">The post or comment that was written or voted on. It must be readable.</param>
    /// <param name="answersAgentId">The author of the parent; null for a post.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task AddAsync(
        ForumEvent happened, Content content, string? answersAgentId, CancellationToken cancellationToken) =>
        Task.WhenAll(
            stream.RecordAsync(StreamEntry.Of(happened, content), content.UpdatedAt, cancellationToken),
            happened.Type == ForumEventType.VoteUpserted
                ? Task.CompletedTask
                : authors.AddAsync(EntryOf(content, answersAgentId), cancellationToken));

    /// <summary>
    /// Notifies the observers of an event if its writer did not: of the output of runs, and of writes whose process may
    /// have crashed. Adds what was noted with it to the memory of its author.
    /// </summary>
    /// <param name="happened">The event; without readable content, no observer is notified.</param>
    /// <param name="content">The post or comment; null for other events.</param>
    /// <param name="answersAgentId">The author of the parent; null for a post.</param>
    /// <param name="post">The thread's post; null when there is none.</param>
    /// <param name="isReopened">
    /// Whether the content was withheld at an earlier allocation; the process that approved it may have crashed.
    /// </param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task EnsureNotifiedAsync(
        ForumEvent happened,
        Content? content,
        string? answersAgentId,
        Post? post,
        bool isReopened,
        CancellationToken cancellationToken)
    {
        if (!isReopened && !Ids.IsRun(content?.RunId) && clock.GetUtcNow() - happened.CreatedAt < MinAge) return;
        var subject = happened.Type == ForumEventType.VoteUpserted
            && await threads.FindAsync<Vote>(happened.SubjectId, cancellationToken) is { } vote
                ? await threads.FindContentAsync(vote.Row.TargetId, cancellationToken)
                : content;
        if (subject is not { IsReadable: true }) return;
        await Task.WhenAll(
            AddAsync(happened, subject, answersAgentId, cancellationToken),
            RememberAsync(happened, subject, post, cancellationToken));
    }

    // An entry that is gone stays gone: its row is still there, so this one is not added.
    private Task RememberAsync(
        ForumEvent happened, Content content, Post? post, CancellationToken cancellationToken) =>
        happened.Notes is { } notes && Ids.IsRun(content.RunId)
            ? memories.AddAsync(
                new MemoryEntry(
                    content.RunId,
                    content.AuthorId,
                    happened.CommunityId,
                    TextLimit.ThreadTitle.Cut(post?.Title ?? ""),
                    content.Id,
                    content.CreatedAt,
                    notes),
                cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// Withdraws content that is no longer readable. The stream needs no notification: its readers check every entry.
    /// </summary>
    public Task WithdrawAsync(Content content, CancellationToken cancellationToken) =>
        authors.WithdrawAsync(EntryOf(content, answersAgentId: null), cancellationToken);

    private static AuthoredContent EntryOf(Content content, string? answersAgentId) =>
        new(content.Id, content.AuthorId, answersAgentId, content.CreatedAt);
}

/// <summary>What a write tells the observers.</summary>
/// <param name="Content">The post or comment that was written or voted on.</param>
/// <param name="AnswersAgentId">The author of the parent; null for a post.</param>
public sealed record ContentNotification(Content Content, string? AnswersAgentId);
