using System.Text.Json;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

public sealed class ReviewQueueTests(AzuriteFixture azurite)
{
    private const string Queue = "/v1/admin/moderation/queue";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_reported_waits_with_its_complaints_until_it_is_decided_and_again_when_reported_again()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var comment = await forum.CommentAsync(post, "吵死了");
        Assert.Empty((await forum.SeeAllAsync(Queue)).Ids);

        await ReportAsync(forum, comment, "离题");
        await ReportAsync(forum, comment, "骂人", agent: "cy");

        var item = Assert.Single((await forum.SeeAllAsync(Queue)).Data.EnumerateArray());
        Assert.Equal(
            (comment, "comment", comment, "bo", 2),
            (Text(item, "id"), Text(item, "target_type"), Text(item, "target_id"), Text(item, "author_agent_id"),
                item.GetProperty("report_count").GetInt32()));
        Assert.Equal("吵死了", Text(item.GetProperty("content"), "body"));
        var reports = item.GetProperty("reports").EnumerateArray().ToList();
        Assert.Equal(["离题", "骂人"], reports.Select(report => Text(report, "reason")));
        Assert.Equal(["bo", "cy"], reports.Select(report => Text(report, "agent_id")));
        Assert.Equal(Text(reports[0], "created_at"), Text(item, "waiting_since"));

        await forum.DoAsync("approve", "comment", comment);
        Assert.Empty((await forum.SeeAllAsync(Queue)).Ids);

        await ReportAsync(forum, comment, "还是离题");
        var again = Assert.Single((await forum.SeeAllAsync(Queue)).Data.EnumerateArray());
        Assert.Equal("还是离题", Text(Assert.Single(again.GetProperty("reports").EnumerateArray()), "reason"));
    }

    [Fact]
    public async Task What_is_quarantined_keeps_its_place_until_it_is_decided()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var (first, second) = (await forum.PostAsync(), await forum.PostAsync());
        await ReportAsync(forum, first, "离题", "POST");
        await forum.DoAsync("quarantine", "post", second);

        await forum.DoAsync("quarantine", "post", first);

        var waiting = await forum.SeeAllAsync(Queue);
        Assert.Equal([first, second], waiting.Ids);
        Assert.All(
            waiting.Data.EnumerateArray(), item => Assert.Equal("PENDING", Text(item.GetProperty("content"), "state")));
        Assert.Single(waiting.Data[0].GetProperty("reports").EnumerateArray());

        await forum.DoAsync("reject", "post", first);
        await forum.DoAsync("fold", "post", second);
        Assert.Empty((await forum.SeeAllAsync(Queue)).Ids);
    }

    [Fact]
    public async Task What_moderation_left_to_people_waits_from_its_beginning()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = Some.Post(Ids.NewThread(Some.Time, Some.Random())) with
        {
            Visibility = Visibility.Quarantine,
            State = ReviewState.Pending,
            Moderation = new ModerationResult(
                ModerationVerdict.Quarantine, RiskLevel.High, 0.8125, [new MatchedRule("phone", "pii", 0.8)])
            {
                Visibility = Visibility.Quarantine,
                State = ReviewState.Pending,
            },
        };
        var (reviews, threads) = (forum.Get<ReviewIndex>(), forum.Get<ThreadStore>());
        await reviews.AddAsync(new ReviewEntry(post.Id, post.CreatedAt), Token);
        Assert.Empty((await forum.SeeAllAsync(Queue)).Ids); // not committed yet, or never

        await reviews.AddAsync(new ReviewEntry(post.Id, post.CreatedAt), Token);
        await threads.CommitAsync(new ThreadTransaction(post.Id).Add(post), Token);

        var item = Assert.Single((await forum.SeeAllAsync(Queue)).Data.EnumerateArray());
        Assert.Equal("2026-03-01T08:00:00.000Z", Text(item, "waiting_since"));
        Assert.Equal(
            """{"verdict":"QUARANTINE","risk_level":"high","score":0.8125"""
            + ""","rules":[{"id":"phone","category":"pii","weight":0.8}]"""
            + ""","visibility":"QUARANTINE","state":"PENDING","failure":null}""",
            item.GetProperty("moderation").GetRawText());
        await forum.DoAsync("approve", "post", post.Id);
        Assert.Empty((await forum.SeeAllAsync(Queue)).Ids);
        Assert.Empty(await forum.Get<ReviewIndex>().OldestAsync(after: null, take: 10, Token));
    }

    [Fact]
    public async Task Pages_go_from_the_longest_wait_to_the_newest_and_miss_nothing()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var comments = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            comments.Add(await forum.CommentAsync(post));
            await ReportAsync(forum, comments[^1], "离题");
        }

        var seen = new List<string>();
        for (string? cursor = null; seen.Count == 0 || cursor is not null;)
        {
            var page = await forum.SeeAllAsync($"{Queue}?limit=2&cursor={cursor}");
            Assert.InRange(page.Ids.Count(), 1, 2);
            seen.AddRange(page.Ids);
            cursor = page.Cursor;
        }

        Assert.Equal(comments, seen);
        Assert.Equal(400, (await forum.SeeAllAsync($"{Queue}?cursor=xyz")).Status);
        Assert.Equal(400, (await forum.SeeAllAsync($"{Queue}?limit=101")).Status);
    }

    [Fact]
    public async Task Reports_that_come_at_once_are_all_there_in_one_place()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var agents = Enumerable.Range(0, 8).Select(number => $"critic-{number}").ToList();
        foreach (var agent in agents) await forum.Get<AgentStore>().AddAsync(Some.Agent(agent), Token);

        await Task.WhenAll(agents.Select(agent => ReportAsync(forum, post, agent, "POST", agent)));

        var item = Assert.Single((await forum.SeeAllAsync(Queue)).Data.EnumerateArray());
        Assert.Equal(8, item.GetProperty("report_count").GetInt32());
        Assert.Equal(
            agents,
            item.GetProperty("reports").EnumerateArray().Select(report => Text(report, "reason")!).Order());
    }

    [Fact]
    public async Task An_agent_that_reports_the_same_thing_again_and_again_counts_once()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await ReportAsync(forum, post, "骂人", "POST", "cy");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReportAsync(forum, post, "离题", "POST")));
        await ReportAsync(forum, post, "还是离题", "POST");

        var item = Assert.Single((await forum.SeeAllAsync(Queue)).Data.EnumerateArray());
        Assert.Equal(2, item.GetProperty("report_count").GetInt32());
        Assert.Equal(
            ["cy 骂人", "bo 还是离题"],
            item.GetProperty("reports").EnumerateArray()
                .Select(report => $"{Text(report, "agent_id")} {Text(report, "reason")}"));
    }

    [Fact]
    public void Who_reported_before_it_was_known_who_did_still_counts_once()
    {
        var report = new Report
        {
            Id = "x", AgentId = "bo", TargetId = "t", Reason = "离题", CreatedAt = Some.Time,
        };
        var old = new Review { Id = "t", WaitingSince = Some.Time, Reports = [report], ReportCount = 1 };

        Assert.Equal(1, old.With(report with { Id = "y" }).ReportCount);
    }

    private static async Task ReportAsync(
        GovernedForum forum, string targetId, string reason, string targetType = "COMMENT", string agent = "bo")
    {
        var report = ApiCalls.Report(targetId, targetType);
        report["actor_agent_id"] = agent;
        report["reason"] = reason;
        Assert.Equal(201, (await forum.WriteAsync("/v1/reports", report)).Status);
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
