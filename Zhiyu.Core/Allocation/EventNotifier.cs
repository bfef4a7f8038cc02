using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// Tells those who look on of what its writer has not told: what a run wrote, and what was written by somebody who may
/// have died right after.
/// </summary>
internal sealed class EventNotifier(
    IThreadStore threads, ContentNotifications publications, IOptions<EventOptions> options, TimeProvider clock)
{
    // Whoever wrote and told it has revealed its guard right after. One that fires at its time is older than this, by
    // any clock.
    private TimeSpan Doubtful => options.Value.GuardDelay / 2;

    /// <param name="happened">The event; nothing is told of one that speaks of nothing readable.</param>
    /// <param name="written">The post or comment; null for other events.</param>
    /// <param name="addressedTo">The agent whose words it answers; null for a post.</param>
    /// <param name="wasWithheld">Whether it was heard before, in vain: whoever approved it may have died since.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task TellAsync(
        ForumEvent happened,
        Content? written,
        string? addressedTo,
        bool wasWithheld,
        CancellationToken cancellationToken)
    {
        if (!wasWithheld && !Ids.IsRun(written?.RunId) && clock.GetUtcNow() - happened.CreatedAt < Doubtful) return;
        var content = happened.Type == ForumEventType.VoteUpserted
            ? await TargetAsync(happened.SubjectId, cancellationToken)
            : written;
        if (content is { IsReadable: true })
            await publications.AddAsync(happened, content, addressedTo, cancellationToken);
    }

    private async Task<Content?> TargetAsync(string voteId, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Vote>(voteId, cancellationToken) is not { Row.TargetId: var target }) return null;
        return Ids.IsThread(target)
            ? (await threads.FindAsync<Post>(target, cancellationToken))?.Row
            : (await threads.FindAsync<Comment>(target, cancellationToken))?.Row;
    }
}
