using System.Collections.Concurrent;
using System.Globalization;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>Removes poison records, and unreadable messages from the poison queues. Idempotent.</summary>
/// <remarks>
/// A message in a poison queue is recorded first, so that every removal is the removal of a record and is audited. A
/// run stays failed and an event undecided; they only can't be sent again.
/// </remarks>
public sealed class PoisonRemoval(
    PoisonStore poison,
    PoisonActions actions,
    UnrecordedPoison unrecorded,
    AuditIndex audit,
    TimeProvider clock)
{
    private const int MaxParallel = 16;

    /// <param name="ids">At most <see cref="Redrive.MaxAtOnce"/>.</param>
    /// <param name="actorId">Who removes them.</param>
    /// <param name="reason">The reason, if one is given.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<PoisonReport> RunAsync(
        IReadOnlyList<string> ids, string actorId, string? reason, CancellationToken cancellationToken)
    {
        var messages = ids.Where(Poison.IsMessageId).ToHashSet(StringComparer.Ordinal);
        var left = messages.Count > 0 ? await unrecorded.RecordAsync(messages, cancellationToken) : messages;
        var results = new ConcurrentQueue<PoisonResult>();
        await Parallel.ForEachAsync(
            ids.Distinct(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (id, token) => results.Enqueue(
                await RemoveAsync(id, isLeft: left.Contains(id), actorId, reason, token)));
        return await PoisonReport.OfAsync(results, poison, cancellationToken);
    }

    private async Task<PoisonResult> RemoveAsync(
        string id, bool isLeft, string actorId, string? reason, CancellationToken cancellationToken)
    {
        if (await poison.FindAsync(id, cancellationToken) is not { } record)
            return new PoisonResult.Skipped(id, isLeft
                ? "it is a message of this app, and about to be sent again or recorded"
                : "it is not recorded, and was not found in a queue");

        var action = ActionOf(id, actorId, reason);
        await audit.AddAsync(AuditEntry.Of(action), cancellationToken);
        return await actions.TryRemoveAsync(record, action, cancellationToken)
            ? new PoisonResult.Done(id)
            : new PoisonResult.Skipped(id, "it was removed or failed again in the meantime");
    }

    // A later failure can have the same id, so the time makes the action's id unique without a stored counter.
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
