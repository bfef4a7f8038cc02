using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Cascade;

/// <summary>
/// A post is scheduled, written and answered; the process dies at its k-th storage operation; another one takes over.
/// For every k there is one post from one slot, with its replies.
/// </summary>
public sealed class ScheduledPostCrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task One_slot_makes_one_post_wherever_the_process_dies(Death death)
    {
        var operations = await CaseAsync(diesAt: null, death);
        await Deaths.AtEachAsync(operations, k => CaseAsync(k, death), Token);
    }

    private async Task<int> CaseAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        var (operations, _) = await SlotAsync(world, diesAt, death);
        return operations;
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task One_slot_takes_up_one_thread_wherever_the_process_dies(Death death)
    {
        var operations = await TakeUpAsync(diesAt: null, death);
        await Deaths.AtEachAsync(operations, k => TakeUpAsync(k, death), Token);
    }

    [Fact]
    public async Task What_a_slot_is_for_is_stored_before_anything_of_it()
    {
        var operations = await CaseAsync(diesAt: null, Death.Before);
        await Deaths.AtEachAsync(
            operations,
            async k =>
            {
                await using var world = await ForumWorld.CreateAsync(azurite, Token);
                world.Settings["RUNTIME_TAKE_UP_EVERY"] = "1";
                await using var process = world.Start(new MortalPolicy(k, Death.Before));
                await Record.ExceptionAsync(() => process.Get<PostScheduler>().RunAsync(now: false, Token));

                var schedule = await world.Observer.Get<RuntimeStore>().FindScheduleAsync(Token);
                // A later attempt may find a thread that an agent remembers, and would ask for another run.
                if (schedule?.Row.Open is { MayTakeUp: true } open)
                    Assert.Null(await world.Threads.FindAsync<AllocationRecord>(open.EventId, Token));
            },
            Token);
    }

    [Fact]
    public async Task A_forum_that_allows_no_answers_takes_up_no_thread()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Settings["RUNTIME_TAKE_UP_EVERY"] = "1";
        await QuietThreadAsync(world);
        world.Quotas.GlobalQuota = 0;
        await using var process = world.Start();

        var outcome = Assert.IsType<ScheduleOutcome.Assigned>(
            await process.Get<PostScheduler>().RunAsync(now: false, Token));

        Assert.Equal(RunKind.Post, (await world.Threads.FindAsync<Run>(outcome.RunId, Token))!.Row.Kind);
    }

    private async Task<int> TakeUpAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Settings["RUNTIME_TAKE_UP_EVERY"] = "1";
        var post = await QuietThreadAsync(world);

        var (operations, audit) = await SlotAsync(world, diesAt, death);

        Assert.Equal(post, audit.Post.Id);
        var due = Assert.Single(audit.Events, happened => happened.Type == ForumEventType.ThreadDue);
        var run = Assert.Single(audit.Runs, run => run.EventId == due.Id);
        Assert.Equal((RunStatus.Published, 1), (run.Status, run.Depth));
        return operations;
    }

    /// <summary>One slot is taken and carried out, by a process that dies and the one that follows it.</summary>
    /// <returns>How many storage operations the first one began, and the only thread that there is.</returns>
    private static async Task<(int Operations, CascadeAudit Thread)> SlotAsync(
        ForumWorld world, int? diesAt, Death death)
    {
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await process.Get<PostScheduler>().RunAsync(now: false, Token);
                await process.DrainAsync(Token);
            }
            catch (ProcessDiedException)
            {
            }
        }

        await world.PassLeasesAsync();
        await using var successor = world.Start();
        // Before the next slot is due: what it does here belongs to the one that was taken, or takes the first.
        await successor.Get<PostScheduler>().RunAsync(now: false, Token);
        await successor.DrainAsync(Token);

        var schedule = (await world.Observer.Get<RuntimeStore>().FindScheduleAsync(Token))!.Row;
        Assert.Equal((1, null), (schedule.Posts, schedule.Open));
        var entry = Assert.Single(await world.Feed.NewestAsync(null, null, 10, Token));
        var audit = await CascadeAudit.ReadAsync(world.Account, entry.PostId, Token);
        audit.AssertExactlyOnce();
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, audit.Runs, Token);
        return (mortal.Operations, audit);
    }

    /// <summary>A thread that was spoken in two days ago; the model noted promises in it.</summary>
    private static async Task<string> QuietThreadAsync(ForumWorld world)
    {
        await using var process = world.Start();
        var post = Assert.IsType<WriteResult<Post>.Written>(
            await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token)).Value;
        await process.DrainAsync(Token);
        world.Clock.Advance(TimeSpan.FromDays(2));
        return post.Id;
    }
}
