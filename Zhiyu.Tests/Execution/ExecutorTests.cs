using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

public sealed class ExecutorTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private Executor Executor => Process.Get<Executor>();

    [Fact]
    public async Task A_published_run_keeps_its_prompt_and_answer_on_record()
    {
        var assignment = (await AssignAsync())[0];

        await Executor.ExecuteAsync(assignment, Token);

        var run = await RunAsync(assignment);
        Assert.Equal(RunStatus.Published, run.Status);
        Assert.Equal("reply-to-post", run.Prompt!.TemplateId);
        Assert.Equal(1, run.Prompt.ConfigVersion);
        Assert.Contains("自由是不是只是不知道原因？", ((ReplyContext)run.Prompt.Context).Post.Body, StringComparison.Ordinal);
        Assert.Equal(("scripted", 100, 20), (run.Model, run.Usage.PromptTokens, run.Usage.CompletionTokens));
    }

    [Fact]
    public async Task The_assignment_brings_the_run_as_it_stands_and_one_with_a_past_is_read()
    {
        await AssignAsync();
        var received = await Process.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(
            1, TimeSpan.FromMinutes(1), Token);
        var assignment = Assert.Single(received).Message!;
        var stored = (await Process.Get<ThreadStore>().FindAsync<Run>(assignment.RunId, Token))!;

        var brought = assignment.Assigned!.ToRun(assignment.RunId);

        Assert.Equal(stored.ETag, brought.ETag);
        Assert.Equivalent(stored.Row, brought.Row, strict: true);
        Assert.Null(Assignment.Of(stored with { Row = stored.Row with { Attempts = 1 } }));
        Assert.Null(Assignment.Of(stored with { Row = stored.Row.Redrive() }));

        await Executor.ExecuteAsync(assignment, Token);
        // Delivered twice: the tag is not the run's any more.
        Assert.IsType<RunOutcome.EndedBefore>(await Executor.ExecuteAsync(assignment, Token));
    }

    [Theory]
    [InlineData("""{"action":"decline","body":"不熟。"}""", RunStatus.Declined, "不熟。")]
    [InlineData("""{"action":"reply","body":""}""", RunStatus.Failed, null)]
    public async Task What_is_not_published_ends_the_run_with_its_reason(string answer, object status, string? reason)
    {
        var assignment = (await AssignAsync())[0];
        World.Model.Answer = _ => answer;

        await Executor.ExecuteAsync(assignment, Token);

        var run = await RunAsync(assignment);
        Assert.Equal((RunStatus)status, run.Status);
        if (reason is null) Assert.NotEmpty(run.Reason!);
        else Assert.Equal(reason, run.Reason);
        Assert.NotNull(run.Answer);
        Assert.Equal(0, (await PostAsync(run)).CommentCount);
    }

    [Fact]
    public async Task What_is_far_too_long_is_cut_in_the_prompt_and_on_record()
    {
        var assignment = (await AssignAsync(Some.NewPost() with { Body = new string('长', 50_000) }))[0];
        World.Model.Answer = _ => new string('啊', 5_000_000);

        await Executor.ExecuteAsync(assignment, Token);

        var run = await RunAsync(assignment);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.InRange(((ReplyContext)run.Prompt!.Context).Post.Body.Length, 2_500, 4_500); // half of 6,000 tokens
        Assert.InRange(run.Answer!.Text.Length, 64_000, 65_000);
    }

    [Fact]
    public async Task A_refusal_for_good_fails_the_run_and_says_what_was_asked()
    {
        var assignment = (await AssignAsync())[0];
        World.Model.Answer = _ => throw new LlmException(LlmFault.Permanent, "401 from the provider");

        await Executor.ExecuteAsync(assignment, Token);

        var run = await RunAsync(assignment);
        Assert.Equal((RunStatus.Failed, "401 from the provider"), (run.Status, run.Reason));
        Assert.NotNull(run.Prompt);
    }

    [Fact]
    public async Task A_passing_fault_puts_the_assignment_off_and_leaves_the_run_free_for_the_next_attempt()
    {
        var assignment = (await AssignAsync())[0];
        World.Model.Answer = _ => throw new LlmException(LlmFault.Transient, "503 from the provider");
        Assert.IsType<RunOutcome.Waiting>(await Executor.ExecuteAsync(assignment, Token));
        var waiting = await RunAsync(assignment);
        Assert.Equal(("503 from the provider", null), (waiting.Reason, waiting.LeasedUntil));
        Assert.NotNull(waiting.Prompt);

        World.Model.Answer = _ => ForumWorld.Reply("我看未必。");
        await Executor.ExecuteAsync(assignment, Token);

        var run = await RunAsync(assignment);
        Assert.Equal((RunStatus.Published, 2), (run.Status, run.Attempts));
        Assert.Equal(2, run.Usage.Calls);
    }

    [Fact]
    public async Task A_run_fails_whose_calls_cost_something_again_and_again_and_bring_nothing()
    {
        var assignment = (await AssignAsync())[0];
        World.Model.Answer = _ =>
            throw new LlmException(LlmFault.Transient, "no answer in time") { MayHaveCost = true };
        for (var attempt = 1; attempt < 5; attempt++)
        {
            Assert.IsType<RunOutcome.Waiting>(await Executor.ExecuteAsync(assignment, Token));
            World.Clock.Advance(Minute); // past the breaker's pause
        }

        var ended = Assert.IsType<RunOutcome.Ended>(await Executor.ExecuteAsync(assignment, Token));

        Assert.Equal((RunStatus.Failed, 5), (ended.Run.Status, ended.Run.Usage.Calls));
        Assert.Contains("no answer in time", ended.Run.Reason, StringComparison.Ordinal);
        Assert.Single(await Process.Get<PoisonStore>().PageAsync(null, 10, Token));
    }

    [Fact]
    public async Task What_repeats_the_thread_or_the_agent_is_rejected_and_names_what_it_repeats()
    {
        const string body = "自由不是没有原因，而是原因里有你自己的一份，这份东西谁也替你量不出来。";
        var assignments = await AssignAsync();
        World.Model.Answer = _ => ForumWorld.Reply(body);
        var first = Assert.IsType<RunOutcome.Ended>(await Executor.ExecuteAsync(assignments[0], Token));

        var other = Assert.IsType<RunOutcome.Ended>(await Executor.ExecuteAsync(assignments[1], Token));

        Assert.Equal(RunStatus.Published, first.Run.Status);
        Assert.Equal((RunStatus.Rejected, first.Run.ContentId), (other.Run.Status, other.Run.Match?.ContentId));
        var elsewhere = await AssignAsync(Some.NewPost() with { RunId = "run-2" });
        foreach (var assignment in elsewhere) await Executor.ExecuteAsync(assignment, Token);
        var runs = await Task.WhenAll(elsewhere.Select(RunAsync));
        var again = runs.Single(run => run.AgentId == first.Run.AgentId);
        Assert.Equal((RunStatus.Rejected, first.Run.Id), (again.Status, again.Match?.ContentId));
    }

    [Fact]
    public async Task A_run_that_another_executor_has_is_put_back_and_not_paid_for_twice()
    {
        var assignment = (await AssignAsync())[0];
        var claimed = new TaskCompletionSource();
        var answer = new TaskCompletionSource<string>();
        World.Model.Wait = async _ =>
        {
            claimed.SetResult();
            await answer.Task;
        };

        var first = Executor.ExecuteAsync(assignment, Token);
        await claimed.Task;
        Assert.IsType<RunOutcome.HeldElsewhere>(await Executor.ExecuteAsync(assignment, Token));
        answer.SetResult("");

        Assert.IsType<RunOutcome.Ended>(await first);
        Assert.IsType<RunOutcome.EndedBefore>(await Executor.ExecuteAsync(assignment, Token));
        Assert.Single(World.Model.Prompts);
        // Three were sent; the one that was put back is there too, for the case that the first executor had died.
        Assert.Equal(4, (await Process.Get<IWorkQueue<AssignmentMessage>>().MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task An_executor_that_was_taken_over_publishes_nothing()
    {
        var assignment = (await AssignAsync())[0];
        var slow = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        World.Model.Wait = async calls =>
        {
            if (calls > 1) return;
            asked.SetResult();
            await slow.Task;
        };
        await using var other = World.Start();

        var first = Executor.ExecuteAsync(assignment, Token);
        await asked.Task;
        World.Clock.Advance(TimeSpan.FromMilliseconds(1001)); // past the lease, which the deadline would have kept
        var second = await other.Get<Executor>().ExecuteAsync(assignment, Token);
        slow.SetResult();
        await Task.WhenAny(first);

        Assert.IsType<RunOutcome.Ended>(second);
        Assert.Equal(1, (await PostAsync(await RunAsync(assignment))).CommentCount);
    }

    [Fact]
    public async Task Poison_that_is_not_ours_is_kept_on_record()
    {
        await Process.Get<PoisonMessageProcessor>().RecordAsync(AssignmentMessage.Queue, "not json", Token);

        Assert.Equal("not json", Assert.Single(await Process.Get<PoisonStore>().PageAsync(null, 10, Token)).Row.Text);
    }

    private async Task<IReadOnlyList<AssignmentMessage>> AssignAsync(NewPost? post = null)
    {
        var written = Assert.IsType<WriteResult<Post>.Written>(
            await Process.Get<PostWriter>().WriteAsync(post ?? Some.NewPost(), Token));
        var outcome = await Process.Get<Allocator>().AllocateAsync(new EventMessage(written.EventId), Token);
        var runs = Assert.IsType<AllocationOutcome.Decided>(outcome).Record.RunIds;
        return [.. runs.Select(id => new AssignmentMessage(id))];
    }

    private async Task<Run> RunAsync(AssignmentMessage assignment) =>
        (await World.Threads.FindAsync<Run>(assignment.RunId, Token))!.Row;

    private async Task<Post> PostAsync(Run run) => (await World.Threads.FindAsync<Post>(run.ThreadId, Token))!.Row;
}
