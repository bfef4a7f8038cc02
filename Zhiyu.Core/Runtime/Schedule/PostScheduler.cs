using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>Has agents begin threads, one slot at a time.</summary>
/// <remarks>
/// A slot is taken with the tag of the schedule, so that of several instances one takes it, and stays open until its
/// agent has its assignment: whoever comes after a crash goes on with it. Its thread's id is fixed when it is taken;
/// however often it is carried out, there is one decision and one run. What comes to nothing costs one call at most,
/// and the next one waits its turn.
/// </remarks>
internal sealed class PostScheduler(
    IRuntimeStore store,
    PostAllocator allocator,
    IThreadStore threads,
    IAgentRuns agentRuns,
    IWorkQueue<AssignmentMessage> assignments,
    IDegradationSource degradation,
    SpendReader spending,
    IOptions<PostOptions> options,
    TimeProvider clock,
    Random random,
    ILogger<PostScheduler> logger)
{
    /// <summary>How much of the forum's budget may be taken before posts are left out: replies come first.</summary>
    public const double BudgetShare = 0.9;

    /// <param name="now">Whether to post now, however short a time ago the last one was.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<ScheduleOutcome> RunAsync(bool now, CancellationToken cancellationToken)
    {
        var stored = await store.FindScheduleAsync(cancellationToken);
        if (stored?.Row.Open is { } left) return await CarryOutAsync(left, stored, cancellationToken);
        if (stored?.Row.RunId is not null) stored = await LearnAsync(stored, cancellationToken);
        var schedule = stored?.Row ?? PostSchedule.Empty;
        if (FindObstacle(schedule, now) is { } soon) return new ScheduleOutcome.NotDue(soon);
        if (await FindObstacleAsync(cancellationToken) is { } obstacle)
            return new ScheduleOutcome.HeldBack(obstacle);

        var at = clock.GetUtcNow();
        var taken = schedule.Take(new PostSlot(Ids.NewThread(at, random), at));
        return await store.TryPutScheduleAsync(taken, stored?.ETag, cancellationToken) is { } tag
            ? await CarryOutAsync(taken.Open!, new Stored<PostSchedule>(taken, tag), cancellationToken)
            : new ScheduleOutcome.NotDue("another instance takes the slot");
    }

    // What became of the last post, once, as soon as it is known.
    private async Task<Stored<PostSchedule>> LearnAsync(
        Stored<PostSchedule> stored, CancellationToken cancellationToken)
    {
        var run = await threads.FindAsync<Run>(stored.Row.RunId!, cancellationToken);
        if (run is { Row.HasEnded: false }) return stored;
        var learnt = run?.Row.Status == RunStatus.Published ? stored.Row.Succeed() : stored.Row.Fail();
        // Whoever was faster learnt the same; what is to be taken next is decided by its tag all the same.
        return await store.TryPutScheduleAsync(learnt, stored.ETag, cancellationToken) is { } tag
            ? new Stored<PostSchedule>(learnt, tag)
            : stored;
    }

    private string? FindObstacle(PostSchedule schedule, bool postNow)
    {
        var now = clock.GetUtcNow();
        if (schedule.RunId is not null) return "the last post is still being written";
        if (schedule.PostsOn(now) >= options.Value.MaxPerDay) return "the day has had its posts";
        return !postNow && now - schedule.LastAt < PostIntervals.After(schedule, now, options.Value)
            ? "the last post is too recent"
            : null;
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
        var record = await FindOrDecideAsync(slot, schedule.Row.Recent, cancellationToken);
        var runs = await Task.WhenAll((record?.RunIds ?? []).Select(id =>
            threads.FindAsync<Run>(id, cancellationToken)));
        foreach (var found in runs.OfType<Stored<Run>>())
        {
            await agentRuns.AddAsync(AgentRun.Of(found.Row), cancellationToken);
            await assignments.SendAsync(new AssignmentMessage(found.Row.Id), TimeSpan.Zero, cancellationToken);
        }

        // Where somebody else did the same in the meantime, the tag is another, and the slot closed.
        var run = runs is [{ } only] ? only.Row : null;
        await store.TryPutScheduleAsync(schedule.Row.Close(run), schedule.ETag, cancellationToken);
        if (run is null) return new ScheduleOutcome.Nobody();
        Log.Scheduled(logger, run.CommunityId, run.AgentId);
        return new ScheduleOutcome.Assigned(run.Id);
    }

    private async Task<AllocationRecord?> FindOrDecideAsync(
        PostSlot slot, IReadOnlyList<AskedForPost> recent, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<AllocationRecord>(slot.EventId, cancellationToken) is { } known) return known.Row;
        if (await allocator.DecideAsync(slot, recent, cancellationToken) is not { } decision) return null;
        var transaction = new ThreadTransaction(slot.ThreadId).Add(decision.Due).Add(decision.Record);
        if (decision.Run is { } run) transaction.Add(run);
        return await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Committed
            ? decision.Record
            : (await threads.FindAsync<AllocationRecord>(slot.EventId, cancellationToken))?.Row;
    }
}
