using Microsoft.Extensions.Logging;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>Schedules posts by agents, one slot at a time. Some slots take up a quiet thread instead.</summary>
/// <remarks>
/// A slot is taken under the ETag of the schedule, so that only one instance takes it. It stays open until its agent
/// has an assignment, and after a crash the next round continues with it. The thread's id is fixed when the slot is
/// taken, so repeating the work leads to the same decision and the same run. Whether a quiet thread is taken up, and
/// which, is stored on the slot before a thread's partition changes, for the same reason. A slot without a result costs at most one model call,
/// and the next slot waits for its time.
/// </remarks>
public sealed class PostScheduler(
    RuntimeStore store,
    SlotTimes times,
    PostAllocator allocator,
    TakeUpAllocator takeUps,
    ThreadStore threads,
    AgentRuns agentRuns,
    IWorkQueue<AssignmentMessage> assignments,
    IDegradationSource degradation,
    SpendReader spending,
    ILogger<PostScheduler> logger)
{
    /// <summary>
    /// The share of the forum's budget that may be used before posts are skipped, because replies come first.
    /// </summary>
    public const double BudgetShare = 0.9;

    /// <param name="now">Whether to ignore the interval since the last post.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<ScheduleOutcome> RunAsync(bool now, CancellationToken cancellationToken)
    {
        var stored = await store.FindScheduleAsync(cancellationToken);
        if (stored?.Row.Open is { } open) return await CarryOutAsync(open, stored, cancellationToken);
        if (stored?.Row.RunId is not null) stored = await StoreResultAsync(stored, cancellationToken);
        var schedule = stored?.Row ?? PostSchedule.Empty;
        var (slot, notDue) = await times.FindAsync(schedule, now, cancellationToken);
        if (slot is null) return new ScheduleOutcome.NotDue(notDue!);
        if (await FindObstacleAsync(cancellationToken) is { } obstacle)
            return new ScheduleOutcome.HeldBack(obstacle);

        var taken = schedule.Take(slot);
        return await store.TryPutScheduleAsync(taken, stored?.ETag, cancellationToken) is { } tag
            ? await CarryOutAsync(slot, new Stored<PostSchedule>(taken, tag), cancellationToken)
            : new ScheduleOutcome.NotDue("another instance takes the slot");
    }

    // Stores the result of the last post once it is known.
    private async Task<Stored<PostSchedule>> StoreResultAsync(
        Stored<PostSchedule> stored, CancellationToken cancellationToken)
    {
        var run = await threads.FindAsync<Run>(stored.Row.RunId!, cancellationToken);
        if (run is { Row.HasEnded: false }) return stored;
        var updated = run?.Row.Status == RunStatus.Published ? stored.Row.Succeed() : stored.Row.Fail();
        // Another instance that was faster stored the same result. The ETag also decides who takes the next slot.
        return await store.TryPutScheduleAsync(updated, stored.ETag, cancellationToken) is { } tag
            ? new Stored<PostSchedule>(updated, tag)
            : stored;
    }

    private async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (await degradation.CurrentAsync(cancellationToken) != Degradation.None) return "events wait too long";
        var (tokens, usd) = await spending.OfForumAsync(cancellationToken);
        return tokens.Used + tokens.Reserved >= tokens.Limit * BudgetShare
            || usd.Used + usd.Reserved >= usd.Limit * (decimal)BudgetShare
            ? "the forum's budget of today is almost used up"
            : null;
    }

    private async Task<ScheduleOutcome> CarryOutAsync(
        PostSlot slot, Stored<PostSchedule> schedule, CancellationToken cancellationToken)
    {
        if (slot is { MayTakeUp: true, TakesUp: null })
        {
            var takeUp = await takeUps.DecideAsync(slot, cancellationToken);
            // Without a thread it is a post from now on: a later attempt may find one, and must not take it.
            slot = slot with { MayTakeUp = takeUp is not null, TakesUp = takeUp?.Transaction.ThreadId };
            var chosen = schedule.Row with { Open = slot };
            if (await store.TryPutScheduleAsync(chosen, schedule.ETag, cancellationToken) is not { } tag)
                return new ScheduleOutcome.NotDue("another instance takes the slot");
            schedule = new Stored<PostSchedule>(chosen, tag);
            if (takeUp is not null) await threads.CommitAsync(takeUp.Transaction, cancellationToken);
        }

        var record = await FindOrDecideAsync(slot, schedule.Row.Recent, cancellationToken);
        var runs = await Task.WhenAll((record?.RunIds ?? []).Select(id =>
            threads.FindAsync<Run>(id, cancellationToken)));
        foreach (var found in runs.OfType<Stored<Run>>())
        {
            await agentRuns.AddAsync(AgentRun.Of(found.Row), cancellationToken);
            await assignments.SendAsync(new AssignmentMessage(found.Row.Id), TimeSpan.Zero, cancellationToken);
        }

        // If another instance did the same, the ETag differs and the slot is closed already.
        var run = runs is [{ } only] ? only.Row : null;
        await store.TryPutScheduleAsync(schedule.Row.Close(run), schedule.ETag, cancellationToken);
        if (run is null) return new ScheduleOutcome.NoAgent();
        if (slot.TakesUp is null) Log.Scheduled(logger, run.CommunityId, run.AgentId);
        else Log.TakesUp(logger, slot.TakesUp, run.AgentId);
        return new ScheduleOutcome.Assigned(run.Id);
    }

    private async Task<AllocationRecord?> FindOrDecideAsync(
        PostSlot slot, IReadOnlyList<AskedForPost> recent, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<AllocationRecord>(slot.EventId, cancellationToken) is { } known) return known.Row;
        if (slot.TakesUp is not null) return await DecideTakeUpAsync(slot, cancellationToken);
        if (await allocator.DecideAsync(slot, recent, cancellationToken) is not { } decision) return null;
        var transaction = new ThreadTransaction(slot.ThreadId).Add(decision.Due).Add(decision.Record);
        if (decision.Run is { } run) transaction.Add(run);
        return await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Committed
            ? decision.Record
            : (await threads.FindAsync<AllocationRecord>(slot.EventId, cancellationToken))?.Row;
    }

    // The thread was chosen, and its transaction did not commit: after a crash, or because the thread has changed.
    private async Task<AllocationRecord?> DecideTakeUpAsync(PostSlot slot, CancellationToken cancellationToken)
    {
        if (await takeUps.DecideAsync(slot, cancellationToken) is { } takeUp
            && await threads.CommitAsync(takeUp.Transaction, cancellationToken) is CommitResult.Committed)
            return takeUp.Record;
        return (await threads.FindAsync<AllocationRecord>(slot.EventId, cancellationToken))?.Row;
    }
}
