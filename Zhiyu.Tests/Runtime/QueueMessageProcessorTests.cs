using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class QueueMessageProcessorTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_executions_run_at_once_than_may_and_all_have_their_turn(int most)
    {
        using var work = Work(most);
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
        // A message that is let in does not leave before the gate opens, so that one too many would be counted.
        gate.SetResult();
        await all.Soon();

        Assert.Equal(3, assignments.Count);
        Assert.Equal(most, peak);
        Assert.Equal(3, World.Model.Prompts.Count);
    }

    [Fact]
    public async Task What_a_provider_puts_off_waits_without_a_call_and_the_admin_wakes_it()
    {
        using var work = Work(most: 1);
        var assignment = (await AssignAsync())[0];
        World.Model.Answer = _ => throw new LlmException(LlmFault.Transient, "429 from the provider")
        {
            RetryAfter = TimeSpan.FromDays(30),
        };
        await work.ExecuteAsync(assignment, Token);
        var waiting = await PutOffAsync(assignment.RunId);
        Assert.Equal(1, (waiting.NotBefore - World.Clock.GetUtcNow())!.Value.TotalHours, 0.001);
        World.Model.Answer = _ => ForumWorld.Reply("我看未必。");

        // It comes back in between, to hear whether it is woken, and goes to wait again.
        await work.ExecuteAsync(waiting, Token);
        waiting = await PutOffAsync(assignment.RunId);
        Assert.Single(World.Model.Prompts);

        World.Clock.Advance(TimeSpan.FromSeconds(1));
        await Process.Get<RuntimeSwitch>().SetAsync(enabled: true, "eve", reason: null, Token);
        await work.ExecuteAsync(waiting, Token);

        Assert.Equal(2, World.Model.Prompts.Count);
        Assert.Equal(RunStatus.Published, (await World.Threads.FindAsync<Run>(assignment.RunId, Token))!.Row.Status);
    }

    [Fact]
    public async Task What_is_put_off_after_the_switch_was_set_waits()
    {
        using var work = Work(most: 1);
        var assignment = (await AssignAsync())[0];
        await Process.Get<RuntimeSwitch>().SetAsync(enabled: true, "eve", reason: null, Token);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var now = World.Clock.GetUtcNow();

        await work.ExecuteAsync(
            assignment with { PutOffAt = now, NotBefore = now + TimeSpan.FromMinutes(5) }, Token);
        await work.ExecuteAsync(assignment with { NotBefore = now + TimeSpan.FromMinutes(5) }, Token);
        Assert.Empty(World.Model.Prompts);

        World.Clock.Advance(TimeSpan.FromMinutes(5));
        await work.ExecuteAsync(assignment with { PutOffAt = now, NotBefore = now + TimeSpan.FromMinutes(5) }, Token);
        Assert.Single(World.Model.Prompts);
    }

    [Fact]
    public async Task What_became_of_calls_is_known_to_the_other_instances()
    {
        using var work = Work(most: 1);
        var assignments = await AssignAsync();
        var elsewhere = World.Observer.Get<ModelHealthBoard>();
        Assert.Empty(await elsewhere.ReadAsync(Token));

        await work.ExecuteAsync(assignments[0], Token);
        var answered = Assert.Single(await elsewhere.ReadAsync(Token)).Value;
        World.Model.Answer = _ => throw new LlmException(LlmFault.Permanent, "401 from the provider", 401);
        await work.ExecuteAsync(assignments[1], Token);

        Assert.Equal([CallOutcome.Answered], answered.Calls.Select(call => call.Outcome));
        Assert.Equal(
            [CallOutcome.Refused, CallOutcome.Answered],
            Assert.Single(await elsewhere.ReadAsync(Token)).Value.Calls.Select(call => call.Outcome));
    }

    private QueueMessageProcessor Work(int most) => new(
        Process.Get<RuntimeSwitch>(),
        Process.Get<EventMessageProcessor>(),
        Process.Get<Executor>(),
        Process.Get<ModelClients>(),
        Process.Get<ModelHealthBoard>(),
        Process.Get<OutageWebhooks>(),
        Process.Get<IWorkQueue<AssignmentMessage>>(),
        Options.Create(new RuntimeOptions { Enabled = true, MaxParallel = most }),
        Process.Get<IOptions<ExecutionOptions>>(),
        World.Clock);

    private async Task<AssignmentMessage> PutOffAsync(string runId)
    {
        var queue = Process.Get<IWorkQueue<AssignmentMessage>>();
        AssignmentMessage? found = null;
        await Eventually.TrueAsync(async () =>
        {
            foreach (var received in await queue.ReceiveAsync(32, TimeSpan.FromMinutes(1), Token))
            {
                await queue.DeleteAsync(received.Receipt, Token);
                if (received.Message is { PutOffAt: not null } message && message.RunId == runId) found = message;
            }

            return found is not null;
        });
        return found!;
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
