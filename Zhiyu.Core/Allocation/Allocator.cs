using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Reputation;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Allocation;

/// <summary>Decides once which agents answer an event, and sends their assignments at least once.</summary>
public sealed class Allocator(
    IWorkQueue<EventMessage> events,
    EventGuards guards,
    ThreadStateStore threadStates,
    CandidateEvaluator evaluator,
    Reputations reputations,
    ContentNotifications notifications,
    WebhookNotifier webhooks,
    FollowUps followUps,
    ThreadRevisits revisits,
    RunAssigner assigner,
    AllocationMetrics metrics,
    IOptions<AllocationOptions> options,
    TimeProvider clock,
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
        if (message.Revisit is { } number)
            return await OptimisticRetry.RunAsync(
                $"Thread {Ids.Thread(message.EventId)} kept changing under its revisit {number}.",
                token => TryRevisitAsync(message, number, token),
                cancellationToken);
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
                    await webhooks.NotifyAsync(
                        WebhookEvent.Of(forumEvent, state.Content, state.AddressedTo), token);
                    if (state.Content is Post { IsReadable: true } post) await followUps.RecordAsync(post, token);
                    notified = true;
                }

                await revisits.SendOverdueAsync(state.Window?.Row, message.EventId, token);
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
        var evaluated = await evaluator.DecideAsync(state, cancellationToken);
        return await TryWaitAsync(message, evaluated, cancellationToken)
            ?? await TryCommitAsync(
                message, state, evaluated.Decision.OrRemember(evaluated.Input, options.Value), cancellationToken);
    }

    // A message whose number is not the latest was delivered before, or its commit failed.
    private async Task<AllocationOutcome?> TryRevisitAsync(
        EventMessage message, int number, CancellationToken cancellationToken)
    {
        if (await threadStates.FindWindowAsync(Ids.Thread(message.EventId), cancellationToken) is not { } window)
            return new AllocationOutcome.Dropped();
        if (window.Row.Revisited.FirstOrDefault(each => each.Number == number) is { } done)
            return await AssignAgainAsync(
                (await threadStates.FindRecordAsync(done.EventId, cancellationToken))!, cancellationToken);
        if (window.Row.Revisit != number
            || await threadStates.ReadUnansweredAsync(window, cancellationToken) is not { } read)
            return new AllocationOutcome.Dropped();

        var (state, record) = (await threadStates.WithContentAsync(read, cancellationToken), read.Record!.Row);
        // An event that was withheld and approved since is decided already.
        if (record.SelectedAgents.Any())
            return await TryPostponeAsync(
                message, window, window.Row.Forget(record.Id, clock.GetUtcNow(), options.Value), cancellationToken);
        var evaluated = await evaluator.DecideAsync(state, cancellationToken);
        if (await TryWaitAsync(message, evaluated, cancellationToken) is { } waits) return waits;
        return evaluated.Decision.AsRevisit(record, options.Value) is { } decision
            ? await TryCommitAsync(message, state, decision, cancellationToken)
            : await TryPostponeAsync(
                message, window, window.Row.Postpone(record.Id, clock.GetUtcNow(), options.Value), cancellationToken);
    }

    private async Task<AllocationOutcome?> TryPostponeAsync(
        EventMessage message,
        Stored<ResponseWindow> window,
        ResponseWindow planned,
        CancellationToken cancellationToken)
    {
        await revisits.SendBeforeAsync(window.Row, planned, message.EventId, cancellationToken);
        return await threadStates.TryCommitAsync(window, planned, cancellationToken)
            ? new AllocationOutcome.Dropped()
            : null;
    }

    // Null when waiting would not help, or the event has waited often enough.
    private async Task<AllocationOutcome?> TryWaitAsync(
        EventMessage message, EvaluatedDecision evaluated, CancellationToken cancellationToken)
    {
        if (message.Waits >= MaxWaits || evaluated.CooldownLeft is not { } cooldown) return null;
        await events.SendAsync(message with { Waits = message.Waits + 1 }, cooldown, cancellationToken);
        return new AllocationOutcome.Waits(cooldown);
    }

    // Null when another writer of the thread was faster.
    private async Task<AllocationOutcome?> TryCommitAsync(
        EventMessage message, ThreadState state, AllocationDecision decision, CancellationToken cancellationToken)
    {
        await revisits.SendBeforeAsync(state.Window?.Row, decision.Window, message.EventId, cancellationToken);
        if (await threadStates.TryCommitAsync(state, decision, cancellationToken) is not { } runs) return null;
        metrics.Decided(decision.Record);
        Log.Allocated(logger, decision.Record.Id, decision.Record.Admission, decision.Runs.Count);
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
