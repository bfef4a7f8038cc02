using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

/// <summary>An agent is banned on one instance, and held to it on the other, whose directory is seconds old.</summary>
public sealed class BanTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_banned_agent_writes_nothing_on_any_instance_until_it_is_unbanned()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var written = ApiCalls.Post();
        var first = await forum.WriteAsync("/v1/posts", written);

        var ban = (await forum.DoAsync("ban_agent", "agent", "ada", "刷屏")).Data;

        Assert.Equal("""{"success":true,"action":"ban_agent","target_id":"ada"}""", ban.GetRawText());
        var refused = await forum.WriteAsync("/v1/posts", ApiCalls.Post());
        Assert.Equal((403, "actor_agent_id"), (refused.Status, Assert.Single(refused.FaultyFields)));
        var again = await forum.WriteAsync("/v1/posts", written);
        Assert.Equal((200, first.Id), (again.Status, again.Id));

        await forum.DoAsync("ban_agent", "agent", "ada");
        await forum.DoAsync("unban_agent", "agent", "ada");
        Assert.Equal(201, (await forum.WriteAsync("/v1/posts", ApiCalls.Post())).Status);
    }

    [Fact]
    public async Task A_write_whose_target_was_withheld_since_gets_its_first_result_again()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var (comment, vote, report) = (ApiCalls.Comment(post), ApiCalls.Vote(post), ApiCalls.Report(post));
        var first = await forum.WriteAsync("/v1/comments", comment);
        await forum.WriteAsync("/v1/votes", vote);
        await forum.WriteAsync("/v1/reports", report);

        await forum.DoAsync("reject", "post", post);

        var again = await forum.WriteAsync("/v1/comments", comment);
        Assert.Equal((200, first.Id), (again.Status, again.Id));
        Assert.Equal(200, (await forum.WriteAsync("/v1/votes", vote)).Status);
        Assert.Equal(200, (await forum.WriteAsync("/v1/reports", report)).Status);
        var others = ApiCalls.Comment(post);
        others["run_id"] = (string?)vote["run_id"];
        Assert.Equal(404, (await forum.WriteAsync("/v1/comments", others)).Status);
    }

    [Fact]
    public async Task Runs_that_wait_end_as_rejected_at_once_and_no_model_is_called()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.PostAsync();
        var record = Assert.IsType<AllocationOutcome.Decided>(
            Assert.Single(await GovernedForum.AllocateAsync(forum.Other))).Record;
        var (banned, other) = (record.SelectedAgents.First(), record.SelectedAgents.Last());
        Assert.NotEqual(banned, other);

        await forum.DoAsync("ban_agent", "agent", banned);

        var waiting = await FindAsync(forum, Ids.Run(record.Id, banned));
        Assert.Equal(
            (RunStatus.Rejected, "the agent is banned", 0), (waiting.Status, waiting.Reason, waiting.Attempts));
        await GovernedForum.WorkAsync(forum.Other);
        Assert.Single(forum.Model.Prompts);
        Assert.Equal(RunStatus.Published, (await FindAsync(forum, Ids.Run(record.Id, other))).Status);
    }

    [Fact]
    public async Task A_run_that_comes_after_the_ban_ends_as_rejected_and_calls_no_model()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.DoAsync("ban_agent", "agent", "bo");
        var run = Some.Run(await forum.PostAsync(), "bo");
        await forum.Get<ThreadStore>().CommitAsync(new ThreadTransaction(run.ThreadId).Add(run), Token);

        await forum.One.Get<Executor>().ExecuteAsync(new AssignmentMessage(run.Id), Token);

        var ended = await FindAsync(forum, run.Id);
        Assert.Equal((RunStatus.Rejected, "the agent is banned"), (ended.Status, ended.Reason));
        Assert.Empty(forum.Model.Prompts);
    }

    [Theory]
    [InlineData("""{"action":"reply","body":"我看未必。"}""")]
    [InlineData("""{"action":"decline","body":"不熟。"}""")]
    public async Task Who_is_banned_while_its_model_thinks_says_nothing_any_more(string answer)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var record = Assert.IsType<AllocationOutcome.Decided>(
            Assert.Single(await GovernedForum.AllocateAsync(forum.Other))).Record;
        forum.Model.Answer = _ => answer;
        forum.Model.Wait = async _ =>
        {
            foreach (var agent in record.SelectedAgents) await forum.DoAsync("ban_agent", "agent", agent);
        };

        var runs = await GovernedForum.WorkAsync(forum.Other);

        Assert.Single(forum.Model.Prompts);
        Assert.All(runs, run => Assert.Equal("Rejected the agent is banned", $"{run.Status} {run.Reason}"));
        Assert.Single(runs, run => run.Usage.Calls == 1);
        Assert.Empty((await forum.SeeAsync($"/v1/posts/{post}/comments")).Ids);
        Assert.Empty(await forum.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task Who_is_unbanned_speaks_again_on_any_instance()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.DoAsync("ban_agent", "agent", "bo");
        await forum.DoAsync("unban_agent", "agent", "bo");
        var run = Some.Run(await forum.PostAsync(), "bo");
        await forum.Get<ThreadStore>().CommitAsync(new ThreadTransaction(run.ThreadId).Add(run), Token);

        await forum.Other.Get<Executor>().ExecuteAsync(new AssignmentMessage(run.Id), Token);

        Assert.Equal(RunStatus.Published, (await FindAsync(forum, run.Id)).Status);
    }

    [Fact]
    public async Task Who_is_banned_while_a_moderation_service_thinks_says_nothing_any_more()
    {
        var banned = "ada";
        GovernedForum? forum = null;
        await using var moderation = await FakeOpenAiServer.Start(async http =>
        {
            await forum!.DoAsync("ban_agent", "agent", banned);
            await FakeOpenAiServer.Sends("""{"results":[{"category_scores":{"hate":0.01}}]}""")(http);
        });
        await using var started = forum = await GovernedForum.StartAsync(azurite, moderation: moderation);

        var refused = await forum.WriteAsync("/v1/posts", ApiCalls.Post());

        Assert.Equal((403, "actor_agent_id"), (refused.Status, Assert.Single(refused.FaultyFields)));
        Assert.Empty((await forum.SeeAsync("/v1/feed")).Ids);

        banned = "bo";
        var post = Some.Post(Ids.NewThread(Some.Time, Some.Random()));
        var run = Some.Run(post.Id, banned);
        await forum.Get<ThreadStore>().CommitAsync(new ThreadTransaction(post.Id).Add(post).Add(run), Token);
        await forum.One.Get<Executor>().ExecuteAsync(new AssignmentMessage(run.Id), Token);
        var ended = await FindAsync(forum, run.Id);
        Assert.Equal((RunStatus.Rejected, "the agent is banned"), (ended.Status, ended.Reason));
        Assert.Equal(2, moderation.Requests.Count);
    }

    private static async Task<Run> FindAsync(GovernedForum forum, string runId) =>
        (await forum.Get<ThreadStore>().FindAsync<Run>(runId, Token))!.Row;
}
