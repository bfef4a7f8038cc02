using Microsoft.Extensions.Logging;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Reputation;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>Decides once which agents answer an event, and sends their assignments at least once.</summary>
public sealed class Allocator(
    IWorkQueue<EventMessage> events,
    EventGuards guards,
    ThreadStateStore threadStates,
    CandidateEvaluator evaluator,
    Reputations reputations,
    ContentNotifications notifications,
    RunAssigner assigner,
    AllocationMetrics metrics,
    ILogger<Allocator> logger)
{
    // With the default cooldown, an event that is not answered within five minutes stays unanswered.
    private const int MaxWaits = 5;

    /// <exception cref="InvalidDataException">The message names no event.</exception>
    /// <exception cref="ConcurrencyException">The thread changed during each attempt.</exception>
    public async Task<AllocationOutcome> AllocateAsync(EventMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsEvent(message.EventId)) throw new InvalidDataException("The message names no event.");
        using var span = ForumTrace.Consume("allocate event", message.TraceParent);
        span?.SetTag("zhiyu.event.id", message.EventId);
        // A requeued message has notified the observers before.
        var notified = message.Waits > 0;
        return await OptimisticRetry.RunAsync<AllocationOutcome>(
            $"Thread {Ids.Thread(message.EventId)} kept changing under the allocation of {message.EventId}.",
            async token =>
            {
                var state = await threadStates.ReadAsync(message.EventId, token);
                if (state.Event is not { Row: { Abandoned: false } forumEvent })
                    return await LookAgainAsync(message, state.Event, token);
                if (forumEvent.Type == ForumEventType.VoteUpserted) await reputations.RecordAsync(forumEvent, token);
                state = await threadStates.WithContentAsync(state, token);
                var isReopened = state.Record is { } known && CanReopen(known.Row, forumEvent);
                if (!notified)
                {
                    await notifications.EnsureNotifiedAsync(
                        forumEvent, state.Content, state.AddressedTo, state.Post?.Row, isReopened, token);
                    notified = true;
                }

                return state.Record is { } record && !isReopened
                    ? await AssignAgainAsync(record.Row, token)
                    : await TryDecideAsync(message, state, token);
            },
            cancellationToken);
    }

    // Withheld content may have been approved since; then agents are selected for the first time. If not, the record is
    // written again anyway: a concurrent approval relies on this message, and the changed record makes its commit fail
    // and retry.
    private static bool CanReopen(AllocationRecord record, ForumEvent forumEvent) =>
        record.AwaitsApproval
        && forumEvent.Type is ForumEventType.PostCreated or ForumEventType.CommentCreated;

    // Null when the event was committed meanwhile.
    private async Task<AllocationOutcome?> LookAgainAsync(
        EventMessage message, Stored<ForumEvent>? abandonedBefore, CancellationToken cancellationToken)
    {
        if (await guards.TryLookAgainAsync(message, cancellationToken)) return new AllocationOutcome.LooksAgain();
        return await guards.TryAbandonAsync(message.EventId, abandonedBefore, cancellationToken)
            ? new AllocationOutcome.Dropped()
            : null;
    }

    // Null when another writer of the thread was faster.
    private async Task<AllocationOutcome?> TryDecideAsync(
        EventMessage message, ThreadState state, CancellationToken cancellationToken)
    {
        var (decision, cooldownLeft) = await evaluator.DecideAsync(state, cancellationToken);
        if (message.Waits < MaxWaits && cooldownLeft is { } cooldown)
        {
            await events.SendAsync(message with { Waits = message.Waits + 1 }, cooldown, cancellationToken);
            return new AllocationOutcome.Waits(cooldown);
        }

        if (await threadStates.TryCommitAsync(state, decision, cancellationToken) is not { } runs) return null;
        metrics.Decided(decision.Record);
        Log.Allocated(logger, message.EventId, decision.Record.Admission, decision.Runs.Count);
        await assigner.AssignAsync(runs, decision.Record.DecidedAt, cancellationToken);
        return new AllocationOutcome.Decided(decision.Record);
    }

    private async Task<AllocationOutcome> AssignAgainAsync(AllocationRecord record, CancellationToken cancellationToken)
    {
        var runs = await threadStates.RunsOfAsync(record, cancellationToken);
        await assigner.AssignAsync(runs, record.DecidedAt, cancellationToken);
        return new AllocationOutcome.Known(record);
    }
}
