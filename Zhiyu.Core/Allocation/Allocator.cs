using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Reputation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>Decides once which agents answer an event, and sends their assignments at least once.</summary>
public sealed class Allocator(
    ThreadStore threads,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    AgentRuns agentRuns,
    ThreadStateReader threadStates,
    CandidateEvaluator evaluator,
    AgentAvailabilityReader availability,
    Reputations reputations,
    EventNotifier notifier,
    AllocationMetrics metrics,
    IOptions<AllocationOptions> allocationOptions,
    IOptions<EventOptions> eventOptions,
    TimeProvider clock,
    ILogger<Allocator> logger)
{
    // With the default cooldown, an event that is not answered within five minutes stays unanswered.
    private const int MaxWaits = 5;

    /// <exception cref="InvalidDataException">The message names no event.</exception>
    public async Task<AllocationOutcome> AllocateAsync(EventMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsEvent(message.EventId)) throw new InvalidDataException("The message names no event.");
        using var span = ForumTrace.Consume("allocate event", message.TraceParent);
        span?.SetTag("zhiyu.event.id", message.EventId);
        // A requeued message has notified the observers before.
        var notified = message.Waits > 0;
        while (true)
        {
            var state = await threadStates.ReadAsync(message.EventId, cancellationToken);
            if (state.Event is not { Row: { Abandoned: false } forumEvent })
                return await LookAgainAsync(message, state.Event, cancellationToken);
            if (forumEvent.Type == ForumEventType.VoteUpserted)
                await reputations.RecordAsync(forumEvent, cancellationToken);
            state = await threadStates.WithContentAsync(state, cancellationToken);
            var record = state.Record;
            var isReopened = record is not null && CanReopen(record.Row, forumEvent);
            if (!notified)
            {
                await notifier.NotifyAsync(
                    forumEvent, state.Content, state.AddressedTo, isReopened, cancellationToken);
                notified = true;
            }

            if (record is not null && !isReopened)
                return new AllocationOutcome.Known(await ResendAsync(record.Row, cancellationToken));

            var (input, decision) = await evaluator.DecideAsync(state, cancellationToken);
            if (message.Waits < MaxWaits && decision.CooldownLeft(input, allocationOptions.Value) is { } cooldown)
            {
                await events.SendAsync(message with { Waits = message.Waits + 1 }, cooldown, cancellationToken);
                return new AllocationOutcome.Waits(cooldown);
            }

            var transaction = new ThreadTransaction(forumEvent.ThreadId).Put(state.Record, decision.Record);
            foreach (var run in decision.Runs) transaction.Add(run);
            if (decision.Runs.Count > 0) transaction.Put(state.Window, decision.Window);
            if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed committed)
                continue;

            metrics.Decided(decision.Record);
            Log.Allocated(logger, message.EventId, decision.Record.Admission, decision.Runs.Count);
            var tags = committed.ETags.Skip(1); // the first is the record's
            var runs = decision.Runs.Zip(tags, (run, tag) => new Stored<Run>(run, tag)).ToList();
            await AssignAsync(runs, decision.Record.DecidedAt, cancellationToken);
            return new AllocationOutcome.Decided(decision.Record);
        }
    }

    // Withheld content may have been approved since; then it calls agents for the first time. If not, the record is
    // written again anyway: a concurrent approval relies on this message, and the changed record makes its commit fail
    // and retry.
    private static bool CanReopen(AllocationRecord record, ForumEvent forumEvent) =>
        record.AwaitsApproval
        && forumEvent.Type is ForumEventType.PostCreated or ForumEventType.CommentCreated;

    // A delayed guard message may arrive before its event is committed, or its writer may have crashed. Giving up
    // stores a marker row, so that a late commit conflicts instead of storing an event whose message is gone. An older
    // marker is written again, because a writer that wants to replace it relies on this guard.
    private async Task<AllocationOutcome> LookAgainAsync(
        EventMessage message, Stored<ForumEvent>? abandonedBefore, CancellationToken cancellationToken)
    {
        if (message.Looks + 1 < eventOptions.Value.MaxLooks)
        {
            var next = message with { Looks = message.Looks + 1 };
            await events.SendAsync(next, eventOptions.Value.GuardDelay, cancellationToken);
            return new AllocationOutcome.LooksAgain();
        }

        var abandoned = ForumEvent.AbandonedGuard(message.EventId, clock.GetUtcNow());
        var transaction = new ThreadTransaction(abandoned.ThreadId).Put(abandonedBefore, abandoned);
        if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Conflict)
            return await AllocateAsync(message, cancellationToken);
        Log.GuardDropped(logger, message.EventId);
        return new AllocationOutcome.Dropped();
    }

    private async Task<AllocationRecord> ResendAsync(AllocationRecord record, CancellationToken cancellationToken)
    {
        var runs = await Task.WhenAll(record.RunIds.Select(id => threads.FindAsync<Run>(id, cancellationToken)));
        await AssignAsync(
            [.. runs.OfType<Stored<Run>>()], record.DecidedAt, cancellationToken);
        return record;
    }

    // Each run is added to its agent's index before it is assigned. The best agent is assigned first.
    private async Task AssignAsync(
        IReadOnlyList<Stored<Run>> runs, DateTimeOffset decidedAt, CancellationToken cancellationToken)
    {
        var (now, spacing) = (clock.GetUtcNow(), TimeSpan.FromSeconds(allocationOptions.Value.ResponseSpacingSeconds));
        await Task.WhenAll(runs.Select(run => agentRuns.AddAsync(AgentRun.Of(run.Row), cancellationToken)));
        foreach (var run in runs) availability.Remember(run.Row.AgentId, run.Row.CreatedAt);
        await Task.WhenAll(runs.Index().Where(each => !each.Item.Row.HasEnded).Select(each =>
        {
            var delay = decidedAt + (spacing * each.Index) - now;
            if (delay < TimeSpan.Zero) delay = TimeSpan.Zero;
            var message = new AssignmentMessage(each.Item.Row.Id)
            {
                Assigned = Assignment.Of(each.Item),
                NotBefore = now + delay,
            };
            return assignments.SendAsync(message, delay, cancellationToken);
        }));
    }
}
