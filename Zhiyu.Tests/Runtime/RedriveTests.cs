using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class RedriveTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task Wherever_a_redrive_dies_the_run_comes_to_its_end_once(Death death)
    {
        var operations = await RedriveAsync(diesAt: null, death);

        await Task.WhenAll(Enumerable.Range(1, operations).Select(k => RedriveAsync(k, death)));
    }

    [Fact]
    public async Task A_record_of_a_message_that_failed_again_is_kept()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        var store = world.Observer.Get<PoisonStore>();
        var poison = Poison.OfMessage("forum-events", "text", "first", Some.Time);
        await store.RecordAsync(poison, Token);
        var read = (await store.FindAsync(poison.Id, Token))!;
        await store.RecordAsync(poison with { Reason = "second" }, Token);

        await store.ForgetAsync(read, Token);

        Assert.Equal("second", (await store.FindAsync(poison.Id, Token))!.Row.Reason);
    }

    [Fact]
    public async Task A_revisit_is_sent_again_as_one()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var process = world.Start();
        await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var events = process.Get<IWorkQueue<EventMessage>>();
        var first = Assert.Single(await events.ReceiveAsync(1, TimeSpan.FromMinutes(1), Token));
        await process.Get<PoisonStore>().RecordAsync(
            Poison.OfEvent(first.Message!.EventId, "so it goes", Some.Time, revisit: 3), Token);

        await process.Get<Redrive>().RunAsync(ids: null, Token);

        var again = Assert.Single(await events.ReceiveAsync(1, TimeSpan.FromMinutes(1), Token)).Message!;
        Assert.Equal((first.Message.EventId, 3), (again.EventId, again.Revisit));
    }

    private async Task<int> RedriveAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        var id = await FailedRunAsync(world);
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await process.Get<Redrive>().RunAsync(ids: null, Token);
            }
            catch (ProcessDiedException)
            {
            }
        }

        Assert.Equal(diesAt is not null, mortal.IsDead);
        await using var successor = world.Start();
        await successor.DrainAsync(Token);
        // Nothing has happened, or the guard has brought it to its end; it does not hang.
        Assert.Contains(
            (await world.Threads.FindAsync<Run>(id, Token))!.Row.Status,
            (RunStatus[])[RunStatus.Failed, RunStatus.Published]);
        await successor.Get<Redrive>().RunAsync(ids: null, Token);
        await successor.DrainAsync(Token);

        var run = (await world.Threads.FindAsync<Run>(id, Token))!.Row;
        Assert.Equal((RunStatus.Published, 1, 1), (run.Status, run.Redrives, run.Attempts));
        Assert.Equal(0, (await successor.Get<Redrive>().RunAsync(ids: null, Token)).Remaining);
        return mortal.Operations;
    }

    /// <summary>A run that failed, and no message left.</summary>
    private static async Task<string> FailedRunAsync(ForumWorld world)
    {
        await using var process = world.Start();
        await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var events = process.Get<IWorkQueue<EventMessage>>();
        var call = Assert.Single(await events.ReceiveAsync(1, TimeSpan.FromMinutes(1), Token));
        var outcome = await process.Get<Allocator>().AllocateAsync(call.Message!, Token);
        await events.DeleteAsync(call.Receipt, Token);
        var assignments = process.Get<IWorkQueue<AssignmentMessage>>();
        foreach (var assignment in await assignments.ReceiveAsync(32, TimeSpan.FromMinutes(1), Token))
            await assignments.DeleteAsync(assignment.Receipt, Token);
        var id = Assert.IsType<AllocationOutcome.Decided>(outcome).Record.RunIds.First(
            run => run != Ids.Run(call.Message!.EventId, "du"));
        await process.Get<RunLifecycle>().EndAsync(id, RunStatus.Failed, _ => "so it goes", Token);
        return id;
    }
}
