using Azure;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

/// <summary>What keeps a run from its end without having failed, and what does fail.</summary>
public sealed class InterruptedRunTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private Executor Executor => Process.Get<Executor>();

    [Fact]
    public async Task A_run_that_was_stopped_in_its_call_again_and_again_is_published_and_each_call_is_paid_for_once()
    {
        var assignment = await AssignAsync();
        for (var stop = 1; stop <= 12; stop++)
        {
            await StopAsync(assignment);
            if (stop % PoisonMessageProcessor.Deliveries == 0) await PoisonAsync(assignment);
        }

        var stopped = await RunAsync(assignment);
        Assert.Equal((RunStatus.Running, 0, null), (stopped.Status, stopped.Failures, stopped.LeasedUntil));
        await Process.DrainAsync(Token);

        var run = await RunAsync(assignment);
        Assert.Equal((RunStatus.Published, 13), (run.Status, run.Usage.Calls));
        Assert.Equal(0, await Process.Get<PoisonStore>().CountAsync(10, Token));
        await AssertAccountsAsync(run);
    }

    [Fact]
    public async Task A_call_that_was_stopped_before_it_went_out_costs_nothing()
    {
        var assignment = await AssignAsync();
        using var stop = new CancellationTokenSource();
        World.Model.Think = async token =>
        {
            World.Model.Call!.IsSent = false;
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Executor.ExecuteAsync(assignment, stop.Token));

        var run = await RunAsync(assignment);

        Assert.Equal((0, 0), (run.Usage.Calls, run.Usage.TotalTokens));
        World.Model.Think = _ => Task.CompletedTask;
        await Process.DrainAsync(Token);
        run = await RunAsync(assignment);
        Assert.Equal((RunStatus.Published, 1, 120), (run.Status, run.Usage.Calls, run.Usage.TotalTokens));
        await AssertAccountsAsync(run);
    }

    [Fact]
    public async Task Many_deaths_of_its_process_end_a_run_and_fewer_do_not()
    {
        var assignment = await AssignAsync();
        for (var death = 1; death < 40; death++)
        {
            await DieAsync(assignment);
            if (death % PoisonMessageProcessor.Deliveries == 0) await PoisonAsync(assignment);
        }

        Assert.False((await RunAsync(assignment)).HasEnded);
        await DieAsync(assignment);
        World.Model.Wait = _ => Task.CompletedTask;

        var ended = Assert.IsType<RunOutcome.Ended>(await Executor.ExecuteAsync(assignment, Token)).Run;

        Assert.Equal(RunStatus.Failed, ended.Status);
        Assert.Equal(
            "gave up: 40 times a process crashed, or did not report back, while processing it", ended.Reason);
        Assert.Equal(40, ended.Usage.Calls);
        Assert.Equal(40, World.Model.Prompts.Count);
        Assert.Equal(ended.Reason, Assert.Single(await Process.Get<PoisonStore>().PageAsync(null, 10, Token)).Row.Reason);
        await AssertAccountsAsync(ended);
    }

    [Fact]
    public async Task A_run_with_one_death_less_is_published()
    {
        var assignment = await AssignAsync();
        for (var death = 1; death < 40; death++) await DieAsync(assignment);
        World.Model.Wait = _ => Task.CompletedTask;

        var ended = Assert.IsType<RunOutcome.Ended>(await Executor.ExecuteAsync(assignment, Token)).Run;

        Assert.Equal((RunStatus.Published, 39, 40), (ended.Status, ended.Deaths, ended.Usage.Calls));
        await AssertAccountsAsync(ended);
    }

    [Fact]
    public async Task Five_faults_end_a_run_with_the_last_reason_however_many_stops_lie_between()
    {
        var assignment = await AssignAsync();
        for (var fault = 1; fault < 5; fault++)
        {
            await StopAsync(assignment);
            await FaultAsync(assignment, new NotSupportedException());
            await PoisonAsync(assignment);
            Assert.False((await RunAsync(assignment)).HasEnded);
        }

        await FaultAsync(assignment, new NotSupportedException());
        await PoisonAsync(assignment);

        var run = await RunAsync(assignment);
        Assert.Equal((RunStatus.Failed, "gave up after 5 attempts that failed: NotSupportedException"),
            (run.Status, run.Reason));
        var record = Assert.Single(await Process.Get<PoisonStore>().PageAsync(null, 10, Token)).Row;
        Assert.Equal((run.Id, PoisonKind.Run, run.Reason), (record.Id, record.Kind, record.Reason));
        await AssertAccountsAsync(run);
    }

    [Fact]
    public async Task An_executor_that_meets_a_run_with_too_many_faults_ends_it_without_a_call()
    {
        var assignment = await AssignAsync();
        for (var fault = 1; fault <= 5; fault++) await FaultAsync(assignment, new NotSupportedException());

        Assert.Equal(
            RunStatus.Failed,
            Assert.IsType<RunOutcome.Ended>(await Executor.ExecuteAsync(assignment, Token)).Run.Status);

        Assert.Equal(5, World.Model.Prompts.Count);
    }

    [Fact]
    public async Task Storage_that_is_away_and_others_that_are_faster_are_no_faults_of_a_run()
    {
        var assignment = await AssignAsync();
        for (var round = 1; round <= 4; round++)
        {
            await StorageFaultAsync(assignment, new RequestFailedException(503, "busy"));
            await StorageFaultAsync(assignment, new ConcurrencyException("others were faster"));
            await PoisonAsync(assignment);
        }

        Assert.Equal(0, (await RunAsync(assignment)).Failures);
        await StorageFaultAsync(assignment, new RequestFailedException(400, "too large"));
        Assert.Equal(1, (await RunAsync(assignment)).Failures);
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(503, 0)]
    public async Task An_attempt_that_cannot_be_written_keeps_its_cost_and_is_a_failure_unless_storage_is_away(
        int status, int failures)
    {
        var assignment = await AssignAsync();
        World.Model.Think = _ =>
        {
            // The answer, and then the attempt as it is given back.
            var writes = 0;
            Process.Policy.Meets = uri => uri.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal) && ++writes <= 2
                ? new RequestFailedException(status, "refused")
                : null;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<RequestFailedException>(() => Executor.ExecuteAsync(assignment, Token));

        var run = await RunAsync(assignment);
        Assert.Equal((failures, 0), (run.Failures, run.Deaths));
        Assert.Equal((1, 1), (run.Usage.Calls, run.UnansweredCalls));
        Assert.Equal((null, "RequestFailedException"), (run.LeasedUntil, run.Reason));
        World.Model.Think = _ => Task.CompletedTask;
        Process.Policy.Meets = _ => null;
        await Process.DrainAsync(Token);
        run = await RunAsync(assignment);
        Assert.Equal((RunStatus.Published, 2), (run.Status, run.Usage.Calls));
        await AssertAccountsAsync(run);
    }

    [Fact]
    public async Task A_stop_that_looks_like_a_fault_of_the_server_leaves_the_run_all_its_calls()
    {
        var assignment = await AssignAsync();
        for (var stops = 1; stops <= 6; stops++)
        {
            using var stop = new CancellationTokenSource();
            World.Model.Think = async _ =>
            {
                await stop.CancelAsync();
                throw new LlmException(LlmFault.Transient, "The connection broke.") { MayHaveCost = true };
            };
            await Assert.ThrowsAsync<LlmException>(() => Executor.ExecuteAsync(assignment, stop.Token));
        }

        var run = await RunAsync(assignment);
        Assert.Equal((0, 0, 6), (run.UnansweredCalls, run.Failures, run.Usage.Calls));
        World.Model.Think = _ => Task.CompletedTask;
        await Process.DrainAsync(Token);
        Assert.Equal(RunStatus.Published, (await RunAsync(assignment)).Status);
    }

    [Fact]
    public async Task Poison_leaves_a_run_alone_that_is_being_executed()
    {
        var assignment = await AssignAsync();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        World.Model.Wait = async _ =>
        {
            asked.SetResult();
            await answer.Task;
        };
        var execution = Executor.ExecuteAsync(assignment, Token);
        await asked.Task;

        await PoisonAsync(assignment);

        answer.SetResult();
        await execution;
        Assert.Equal(RunStatus.Published, (await RunAsync(assignment)).Status);
        // Also that message may have been the only one left.
        await Process.DrainAsync(Token);
        Assert.Single(World.Model.Prompts);
    }

    [Fact]
    public async Task A_run_that_finds_nothing_to_answer_any_more_pays_for_what_died_before()
    {
        var assignment = await AssignAsync();
        await DieAsync(assignment);
        var run = await RunAsync(assignment);
        var post = (await World.Threads.FindAsync<Post>(run.ThreadId, Token))!;
        await World.Threads.CommitAsync(
            new ThreadTransaction(run.ThreadId).Replace(post, post.Row with { Visibility = Visibility.Quarantine }), Token);

        var ended = Assert.IsType<RunOutcome.Ended>(await Executor.ExecuteAsync(assignment, Token)).Run;

        Assert.Equal((RunStatus.Skipped, 1), (ended.Status, ended.Usage.Calls));
        await AssertAccountsAsync(ended);
    }

    private async Task<AssignmentMessage> AssignAsync()
    {
        World.Quotas.BaseQuotaComment = 0; // no agent answers the answer
        var written = Assert.IsType<WriteResult<Post>.Written>(
            await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token));
        var events = Process.Get<IWorkQueue<EventMessage>>();
        var call = Assert.Single(await events.ReceiveAsync(1, Minute, Token));
        var outcome = await Process.Get<Allocator>().AllocateAsync(new EventMessage(written.EventId), Token);
        await events.DeleteAsync(call.Receipt, Token);
        // One of the agents that answer, and no others.
        var assignments = Process.Get<IWorkQueue<AssignmentMessage>>();
        foreach (var sent in await assignments.ReceiveAsync(32, Minute, Token))
            await assignments.DeleteAsync(sent.Receipt, Token);
        var run = Assert.IsType<AllocationOutcome.Decided>(outcome).Record.RunIds.First(
            id => id != Ids.Run(written.EventId, "du"));
        await assignments.SendAsync(new AssignmentMessage(run), TimeSpan.Zero, Token);
        return new AssignmentMessage(run);
    }

    /// <summary>As a host that is asked to end while the model thinks.</summary>
    private async Task StopAsync(AssignmentMessage assignment)
    {
        using var stop = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        World.Model.Think = token =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        var execution = Executor.ExecuteAsync(assignment, stop.Token);
        await asked.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution);
        World.Model.Think = _ => Task.CompletedTask;
    }

    /// <summary>As a process that is killed while the model thinks: the attempt never reports back.</summary>
    private async Task DieAsync(AssignmentMessage assignment)
    {
        var asked = new TaskCompletionSource();
        World.Model.Wait = _ =>
        {
            asked.SetResult();
            return new TaskCompletionSource().Task;
        };
        _ = Executor.ExecuteAsync(assignment, Token);
        await asked.Task.Soon();
        // Past the lease: the deadline of the one that hangs has no effect.
        World.Clock.Advance(TimeSpan.FromSeconds(2));
    }

    private async Task FaultAsync(AssignmentMessage assignment, Exception fault)
    {
        World.Model.Wait = _ => throw fault;
        Assert.Same(fault, await Record.ExceptionAsync(() => Executor.ExecuteAsync(assignment, Token)));
        World.Model.Wait = _ => Task.CompletedTask;
    }

    /// <summary>As storage that answers the claim of the run, and not what comes next.</summary>
    private async Task StorageFaultAsync(AssignmentMessage assignment, Exception fault)
    {
        var (isClaimed, isThrown) = (false, false);
        Process.Policy.Meets = uri =>
        {
            if (isThrown) return null;
            isThrown = isClaimed;
            isClaimed |= uri.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal);
            return isThrown ? fault : null;
        };
        Assert.Same(fault, await Record.ExceptionAsync(() => Executor.ExecuteAsync(assignment, Token)));
        Process.Policy.Meets = _ => null;
    }

    private Task PoisonAsync(AssignmentMessage assignment) => Process.Get<PoisonMessageProcessor>().RecordAsync(
        AssignmentMessage.Queue, $$"""{"runId":"{{assignment.RunId}}"}""", Token);

    private Task AssertAccountsAsync(Run run) => CascadeAudit.AssertAccountsAsync(World.Ledgers, [run], Token);

    private async Task<Run> RunAsync(AssignmentMessage assignment) =>
        (await World.Threads.FindAsync<Run>(assignment.RunId, Token))!.Row;
}
