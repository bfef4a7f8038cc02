using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

public sealed class ReplyCostTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_reply_costs_ten_storage_transactions_once_the_ledgers_are_known()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Model.Answer = prompt => ForumWorld.Reply($"我看未必，{Ids.Hash(prompt)}。");
        await using var process = world.Start();
        await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var call = Assert.Single(await process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token));
        await process.Get<Allocator>().AllocateAsync(call.Message!, Token);

        var assignments = process.Get<IWorkQueue<AssignmentMessage>>();
        var costs = new List<int>();
        for (var reply = 0; reply < 3; reply++)
        {
            var before = process.Policy.Operations;
            var assignment = Assert.Single(await assignments.ReceiveAsync(1, Minute, Token));
            var outcome = await process.Get<Executor>().ExecuteAsync(assignment.Message!, Token);
            await assignments.DeleteAsync(assignment.Receipt, Token);
            if (outcome is ExecutionOutcome.Ended { Run.Status: RunStatus.Published })
                costs.Add(process.Policy.Operations - before);
        }

        // Receive, claim, post, comments, reservation, answer, settlement, commit, event, delete; no comments under a
        // bare post. And a read of each ledger that the process has not had in hand: the first call reads all.
        Assert.Equal([9 + 3, 10 + 1, 10 + 1], costs);
    }
}
