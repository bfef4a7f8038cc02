using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// Notifies the observers of events whose writer did not: the output of runs, and writes whose process may have
/// crashed.
/// </summary>
public sealed class EventNotifier(
    ThreadStore threads, ContentNotifications notifications, IOptions<EventOptions> options, TimeProvider clock)
{
    // A writer that has notified the observers reveals its guard message at once. A guard that arrives at its delayed
    // time is older than this, with any clock skew.
    private TimeSpan MinAge => options.Value.GuardDelay / 2;

    /// <param name="forumEvent">The event; without readable content, no observer is notified.</param>
    /// <param name="content">The post or comment; null for other events.</param>
    /// <param name="addressedTo">The author of the answered content; null for a post.</param>
    /// <param name="isReopened">
    /// Whether the content was withheld at an earlier allocation; the process that approved it may have crashed.
    /// </param>
    /// <param name="cancellationToken">Cancels the notification.</param>
    public async Task NotifyAsync(
        ForumEvent forumEvent,
        Content? content,
        string? addressedTo,
        bool isReopened,
        CancellationToken cancellationToken)
    {
        if (!isReopened && !Ids.IsRun(content?.RunId) && clock.GetUtcNow() - forumEvent.CreatedAt < MinAge) return;
        var subject = forumEvent.Type == ForumEventType.VoteUpserted
            ? await TargetAsync(forumEvent.SubjectId, cancellationToken)
            : content;
        if (subject is { IsReadable: true })
            await notifications.AddAsync(forumEvent, subject, addressedTo, cancellationToken);
    }

    private async Task<Content?> TargetAsync(string voteId, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Vote>(voteId, cancellationToken) is not { Row.TargetId: var target }) return null;
        return Ids.IsThread(target)
            ? (await threads.FindAsync<Post>(target, cancellationToken))?.Row
            : (await threads.FindAsync<Comment>(target, cancellationToken))?.Row;
    }
}
