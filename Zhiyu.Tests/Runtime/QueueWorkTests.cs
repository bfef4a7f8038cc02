using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;
using Zhiyu.Core.Runtime;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class QueueWorkTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_executions_run_at_once_than_may_and_all_have_their_turn(int most)
    {
        using var work = new QueueWork(
            Process.Get<RuntimeSwitch>(),
            Process.Get<Allocator>(),
            Process.Get<Executor>(),
            Process.Get<IWorkQueue<EventMessage>>(),
            Process.Get<IWorkQueue<AssignmentMessage>>(),
            Options.Create(new RuntimeOptions { Enabled = true, MaxParallel = most }));
        var (running, peak) = (0, 0);
        var gate = new TaskCompletionSource();
        World.Model.Wait = async _ =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref peak, now);
            await gate.Task;
            Interlocked.Decrement(ref running);
        };
        var assignments = await AssignAsync();

        var all = Task.WhenAll(assignments.Select(each => work.ExecuteAsync(each, Token)));
        await Eventually.TrueAsync(() => Volatile.Read(ref running) == most);
        // Whoever is let in does not come back before the gate opens, so that one too many would be counted.
        gate.SetResult();
        await all.Soon();

        Assert.Equal(3, assignments.Count);
        Assert.Equal(most, peak);
        Assert.Equal(3, World.Model.Prompts.Count);
    }

    private async Task<IReadOnlyList<AssignmentMessage>> AssignAsync()
    {
        var written = Assert.IsType<WriteResult<Post>.Written>(
            await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token));
        var outcome = await Process.Get<Allocator>().AllocateAsync(new EventMessage(written.EventId), Token);
        var runs = Assert.IsType<AllocationOutcome.Decided>(outcome).Record.RunIds;
        return [.. runs.Select(id => new AssignmentMessage(id))];
    }

    private static void InterlockedMax(ref int peak, int value)
    {
        for (var seen = Volatile.Read(ref peak); value > seen; seen = Volatile.Read(ref peak))
            if (Interlocked.CompareExchange(ref peak, value, seen) == seen) return;
    }
}
