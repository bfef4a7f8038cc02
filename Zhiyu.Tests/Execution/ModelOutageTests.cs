using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

/// <summary>The provider fails in each of its ways, and recovers: what became of the forum's runs meanwhile.</summary>
public sealed class ModelOutageTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("429 with Retry-After past the deadline")]
    [InlineData("500 for ever")]
    [InlineData("malformed JSON")]
    [InlineData("no choices")]
    [InlineData("empty content")]
    [InlineData("reset before headers")]
    [InlineData("reset in the body")]
    [InlineData("hang before headers")]
    [InlineData("hang after headers")]
    [InlineData("slow drip")]
    [InlineData("10 MB body")]
    public async Task What_had_to_wait_is_carried_out_once_when_the_provider_is_back(string fault)
    {
        await using var server = await FakeOpenAiServer.Start(Fault(fault));
        await using var world = await WorldAsync(server);
        await using var process = world.Start();
        var thread = await WriteAsync(process);

        // Where the breaker opens, the other runs are put off untouched.
        await process.WorkUntilAsync(async _ => server.Requests.Count >= 3
            && (await RunsAsync(world, thread)).Any(run => run.Reason is not null), Token);
        var waiting = await RunsAsync(world, thread);
        Assert.All(waiting, run => Assert.Equal((false, null), (run.HasEnded, run.LeasedUntil)));
        // While it waits nothing is held back, and what may have been taken is on the books.
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, waiting, Token);

        server.Answer = Recovers;
        await process.DrainAsync(Token);

        var audit = await CascadeAudit.ReadAsync(world.Account, thread, Token);
        audit.AssertExactlyOnce();
        Assert.All(audit.Runs, run => Assert.Equal(RunStatus.Published, run.Status));
        Assert.Equal(server.Requests.Count, audit.Runs.Sum(run => run.Usage.Calls));
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, audit.Runs, Token);
    }

    [Theory]
    [InlineData("400")]
    [InlineData("401")]
    [InlineData("404")]
    [InlineData("a web page")]
    [InlineData("null content of the content filter")]
    public async Task What_failed_for_good_says_why_and_can_be_sent_again(string fault)
    {
        await using var server = await FakeOpenAiServer.Start(Fault(fault));
        await using var world = await WorldAsync(server);
        await using var process = world.Start();
        var thread = await WriteAsync(process);

        await process.DrainAsync(Token);

        var failed = await RunsAsync(world, thread);
        Assert.All(failed, run => Assert.Equal(RunStatus.Failed, run.Status));
        Assert.All(failed, run => Assert.NotEmpty(run.Reason!));
        Assert.Equal(failed.Count, server.Requests.Count);
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, failed, Token);

        server.Answer = Recovers;
        var report = await process.Get<Redrive>().RunAsync(ids: null, Token);
        await process.DrainAsync(Token);

        Assert.Equal(failed.Count, report.Done.Count);
        var audit = await CascadeAudit.ReadAsync(world.Account, thread, Token);
        audit.AssertExactlyOnce();
        Assert.All(audit.Runs, run => Assert.Equal((RunStatus.Published, 1), (run.Status, run.Redrives)));
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, audit.Runs, Token);
    }

    [Theory]
    [InlineData("malformed JSON")]
    [InlineData("no choices")]
    [InlineData("empty content")]
    [InlineData("null content, cut off")]
    [InlineData("reset before headers")]
    [InlineData("hang before headers")]
    public async Task No_run_pays_for_more_than_five_calls_without_an_answer(string fault)
    {
        await using var server = await FakeOpenAiServer.Start(Fault(fault));
        await using var world = await WorldAsync(server);
        world.Quotas.BaseQuotaPost = 1;
        world.Settings["LLM_TIMEOUT_MS"] = "300";
        await using var process = world.Start();
        var thread = await WriteAsync(process);

        await process.DrainAsync(Token);

        var run = Assert.Single(await RunsAsync(world, thread));
        Assert.Equal((RunStatus.Failed, 5), (run.Status, run.Usage.Calls));
        Assert.StartsWith("gave up after 5 calls ", run.Reason, StringComparison.Ordinal);
        Assert.Equal(5, server.Requests.Count);
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, [run], Token);
    }

    [Fact]
    public async Task What_is_asked_again_without_a_parameter_is_paid_for_once_and_holds_the_budget()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says(""));
        server.Answer = context => server.Requests[^1].Body.TryGetProperty("temperature", out _)
            ? FakeOpenAiServer.Refuses(400, body: """
                {"error":{"message":"Unsupported value","param":"temperature","code":"unsupported_value"}}
                """)(context)
            : Recovers(context);
        await using var world = await WorldAsync(server);
        await using var process = world.Start();
        var thread = await WriteAsync(process);

        await process.DrainAsync(Token);

        var runs = await RunsAsync(world, thread);
        Assert.All(runs, run => Assert.Equal(RunStatus.Published, run.Status));
        // The model remembers: the first run alone was refused.
        Assert.Equal([1, 1, 2], runs.Select(run => run.Usage.Calls).Order());
        Assert.All(runs, run => Assert.Equal(25, run.Usage.TotalTokens));
        Assert.Equal(4, server.Requests.Count);
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, runs, Token);
    }

    [Theory]
    [InlineData("truncated", RunStatus.Failed)]
    [InlineData("usage missing", RunStatus.Published)]
    public async Task What_is_an_answer_after_all_ends_the_run(string fault, object status)
    {
        await using var server = await FakeOpenAiServer.Start(Fault(fault));
        await using var world = await WorldAsync(server);
        await using var process = world.Start();
        var thread = await WriteAsync(process);

        await process.DrainAsync(Token);

        var audit = await CascadeAudit.ReadAsync(world.Account, thread, Token);
        audit.AssertExactlyOnce();
        // All agents get the same answer: the first to say it has said it.
        Assert.Contains(audit.Runs, run => run.Status == (RunStatus)status);
        Assert.Equal(audit.Runs.Count, server.Requests.Count);
        Assert.All(audit.Runs, run => Assert.Equal(fault == "usage missing", run.Usage.Estimated));
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, audit.Runs, Token);
    }

    [Fact]
    public async Task While_the_breaker_is_open_runs_wait_without_a_call()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(500));
        await using var world = await WorldAsync(server);
        world.Settings["LLM_BREAKER_CALLS"] = "2";
        world.Settings["LLM_BREAKER_SECONDS"] = "2";
        await using var process = world.Start();
        string[] threads = [await WriteAsync(process, "run-1"), await WriteAsync(process, "run-2")];

        // The first calls open it; of the six runs the others are put off untouched.
        await process.WorkUntilAsync(async _ => await WaitingAsync(world) >= 6, Token);
        Assert.InRange(server.Requests.Count, 2, 4);

        server.Answer = Recovers;
        await process.DrainAsync(Token);

        foreach (var thread in threads)
        {
            var audit = await CascadeAudit.ReadAsync(world.Account, thread, Token);
            Assert.Equal(3, audit.Runs.Count(run => run.Status == RunStatus.Published));
        }
    }

    /// <summary>Only posts are answered, so that what is counted is what the fault met.</summary>
    private async Task<ForumWorld> WorldAsync(FakeOpenAiServer server)
    {
        var world = await ForumWorld.CreateAsync(azurite, Token, server);
        world.Settings["LLM_TIMEOUT_MS"] = "1000";
        world.Settings["LLM_BREAKER_SECONDS"] = "1";
        world.Quotas.BaseQuotaComment = 0;
        return world;
    }

    private static async Task<int> WaitingAsync(ForumWorld world)
    {
        var queue = world.Observer.Get<IWorkQueue<AssignmentMessage>>();
        return (await queue.MeasureAsync(Token)).Messages;
    }

    // An hour is more than a test has, so that one is asked to wait a little past its deadline.
    private static RequestDelegate Fault(string name) => name == "429 with Retry-After past the deadline"
        ? FakeOpenAiServer.Refuses(429, retryAfter: "2")
        : ProviderFaults.Scripts[name][0];

    private static Task Recovers(HttpContext context) =>
        FakeOpenAiServer.Says(ForumWorld.Reply($"我看未必，{Ids.Hash(context.TraceIdentifier)}。"))(context);

    private static async Task<string> WriteAsync(ForumProcess process, string runId = "run-1")
    {
        var written = await process.Get<PostWriter>().WriteAsync(Some.NewPost(runId: runId), Token);
        return Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
    }

    private static async Task<IReadOnlyList<Run>> RunsAsync(ForumWorld world, string thread) =>
        (await CascadeAudit.ReadAsync(world.Account, thread, Token)).Runs;
}
