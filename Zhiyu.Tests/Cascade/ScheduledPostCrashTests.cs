using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
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
        return mortal.Operations;
    }
}
