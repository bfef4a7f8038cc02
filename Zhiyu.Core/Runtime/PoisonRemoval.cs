using System.Collections.Concurrent;
using System.Globalization;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>Takes off the record what failed for good, or out of its queue. Doing it again changes nothing.</summary>
/// <remarks>
/// What stands in a queue is put on record first, so that there is one way out for all, and that on record too. A run
/// stays failed, an event undecided: only that somebody could send them again is over.
/// </remarks>
internal sealed class PoisonRemoval(
    IPoisonStore poison,
    IPoisonActions actions,
    UnrecordedPoison standing,
    IAuditIndex audit,
    TimeProvider clock)
{
    private const int AtOnce = 16;

    /// <param name="ids">At most <see cref="Redrive.MaxAtOnce"/>.</param>
    /// <param name="actorId">Who removes them.</param>
    /// <param name="reason">Why, if that is said.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<PoisonReport> RunAsync(
        IReadOnlyList<string> ids, string actorId, string? reason, CancellationToken cancellationToken)
    {
        var messages = ids.Where(Poison.IsMessageId).ToHashSet(StringComparer.Ordinal);
        var left = messages.Count > 0 ? await standing.RecordAsync(messages, cancellationToken) : messages;
        var results = new ConcurrentQueue<PoisonResult>();
        await Parallel.ForEachAsync(
            ids.Distinct(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (id, token) => results.Enqueue(
                await RemoveAsync(id, isLeft: left.Contains(id), actorId, reason, token)));
        return await PoisonReport.OfAsync(results, poison, cancellationToken);
    }

    private async Task<PoisonResult> RemoveAsync(
        string id, bool isLeft, string actorId, string? reason, CancellationToken cancellationToken)
    {
        if (await poison.FindAsync(id, cancellationToken) is not { } record)
            return new PoisonResult.Skipped(id, isLeft
                ? "it is a message of ours, and about to be sent again or put on record"
                : "it is not on record, and is not seen in a queue");

        var action = ActionOf(id, actorId, reason);
        await audit.AddAsync(AuditEntry.Of(action), cancellationToken);
        return await actions.TryRemoveAsync(record, action, cancellationToken)
            ? new PoisonResult.Done(id)
            : new PoisonResult.Skipped(id, "it was removed or failed again in the meantime");
    }

    // An id comes back when the same fails again, so that a number would have to be kept: the time tells them apart.
    private GovernanceAction ActionOf(string id, string actorId, string? reason)
    {
        var at = clock.GetUtcNow();
        return new GovernanceAction
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.UtcTicks}"),
            Kind = GovernanceActionKind.RemovePoison,
            TargetType = GovernanceTarget.Poison,
            TargetId = id,
            ActorId = actorId,
            Reason = reason,
            At = at,
        };
    }
}
