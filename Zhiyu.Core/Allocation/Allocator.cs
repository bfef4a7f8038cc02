using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Reputation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>Decides who answers an event, once, and sends each of them its assignment, at least once.</summary>
internal sealed class Allocator(
    IThreadStore threads,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IAgentRuns agentRuns,
    ThreadStateReader situations,
    CandidateEvaluator deliberation,
    AgentAvailabilityReader standings,
    Reputations reputations,
    EventNotifier teller,
    AllocationMetrics measures,
    IOptions<AllocationOptions> allocationOptions,
    IOptions<EventOptions> eventOptions,
    TimeProvider clock,
    ILogger<Allocator> logger)
{
    // With the default rest, what is not answered within five minutes stays unanswered.
    private const int MostWaits = 5;

    /// <exception cref="InvalidDataException">The message names no event.</exception>
    public async Task<AllocationOutcome> AllocateAsync(EventMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsEvent(message.EventId)) throw new InvalidDataException("The message names no event.");
        using var span = ForumTrace.Consume("allocate event", message.TraceParent);
        span?.SetTag("zhiyu.event.id", message.EventId);
        // A message that was put back comes from where this was done.
        var told = message.Waits > 0;
        while (true)
        {
            var situation = await situations.ReadAsync(message.EventId, cancellationToken);
            if (situation.Event is not { Row: { Abandoned: false } happened })
                return await LookAgainAsync(message, situation.Event, cancellationToken);
            if (happened.Type == ForumEventType.VoteUpserted)
                await reputations.RecordAsync(happened, cancellationToken);
            situation = await situations.WithContentAsync(situation, cancellationToken);
            var record = situation.Record;
            var wasWithheld = record is not null && IsOpen(record.Row, happened);
            if (!told)
            {
                await teller.TellAsync(
                    happened, situation.Content, situation.AddressedTo, wasWithheld, cancellationToken);
                told = true;
            }

            if (record is not null && !wasWithheld)
                return new AllocationOutcome.Known(await ResendAsync(record.Row, cancellationToken));

            var (input, decision) = await deliberation.DecideAsync(situation, cancellationToken);
            if (message.Waits < MostWaits && decision.Rest(input, allocationOptions.Value) is { } rest)
            {
                await events.SendAsync(message with { Waits = message.Waits + 1 }, rest, cancellationToken);
                return new AllocationOutcome.Waits(rest);
            }

            var transaction = new ThreadTransaction(happened.ThreadId).Put(situation.Record, decision.Record);
            foreach (var run in decision.Runs) transaction.Add(run);
            if (decision.Runs.Count > 0) transaction.Put(situation.Window, decision.Window);
            if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed committed)
                continue;

            measures.Decided(decision.Record);
            Log.Allocated(logger, message.EventId, decision.Record.Admission, decision.Runs.Count);
            var tags = committed.ETags.Skip(1); // the first is the record's
            var runs = decision.Runs.Zip(tags, (run, tag) => new Stored<Run>(run, tag)).ToList();
            await AssignAsync(runs, decision.Record.DecidedAt, cancellationToken);
            return new AllocationOutcome.Decided(decision.Record);
        }
    }

    // What was withheld may have been approved since, and then calls agents for the first time. Where it was not, the
    // record is written anew all the same: whoever is about to approve it counts on this message, and has to see that
    // it came too early.
    private static bool IsOpen(AllocationRecord record, ForumEvent forumEvent) =>
        record.AwaitsApproval
        && forumEvent.Type is ForumEventType.PostCreated or ForumEventType.CommentCreated;

    // A guard that fires early finds no event yet; one whose writer died never will. Giving up leaves a row that a
    // late commit runs into, so that it can't commit an event whose message is gone. A row left by an earlier guard is
    // written anew: the writer that means to replace it counts on this guard.
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

    // Each run stands in its agent's index before anything can come of it. The most fitting goes first.
    private async Task AssignAsync(
        IReadOnlyList<Stored<Run>> runs, DateTimeOffset decidedAt, CancellationToken cancellationToken)
    {
        var (now, spacing) = (clock.GetUtcNow(), TimeSpan.FromSeconds(allocationOptions.Value.ResponseSpacingSeconds));
        await Task.WhenAll(runs.Select(run => agentRuns.AddAsync(AgentRun.Of(run.Row), cancellationToken)));
        foreach (var run in runs) standings.Remember(run.Row.AgentId, run.Row.CreatedAt);
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
