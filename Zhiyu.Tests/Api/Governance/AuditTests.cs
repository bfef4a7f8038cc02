using System.Text.Json;
using Zhiyu.Core.Governance;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

public sealed class AuditTests(AzuriteFixture azurite)
{
    private const string Audit = "/v1/admin/audit";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_action_is_on_record_with_its_actor_time_reason_and_change()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await forum.WriteAsync("/v1/reports", ApiCalls.Report(post));
        await forum.ActAsync("quarantine", "post", post, "先看看", "eve");
        await forum.ActAsync("ban_agent", "agent", "ada", admin: "kim");
        await forum.ActAsync("ban_agent", "agent", "ada", "还是不行", "kim");
        await forum.One.Client.CallAsync(
            "PUT", "/v1/admin/runtime", People.Token("eve"), """{"enabled":false,"reason":"歇一会"}""");

        var trail = (await forum.SeeAllAsync(Audit)).Data.EnumerateArray().ToList();

        Assert.Equal(
            [
                """set_runtime runtime runtime.switch eve 歇一会 {"enabled":false} {"enabled":false}""",
                """ban_agent agent ada kim 还是不行 {"status":"BANNED"} {"status":"BANNED"}""",
                """ban_agent agent ada kim  {"status":"ACTIVE"} {"status":"BANNED"}""",
                $"quarantine post {post} eve 先看看 "
                + """{"visibility":"PUBLIC","state":"APPROVED"} {"visibility":"QUARANTINE","state":"PENDING"}""",
                $"report post {post} bo 离题 null null",
            ],
            trail.Select(Line));
        var times = trail.Select(entry => entry.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        foreach (var (target, count) in ((string, int)[])[(post, 2), ("ada", 2), ("runtime.switch", 1), ("bo", 0)])
        {
            var its = (await forum.SeeAllAsync($"{Audit}?target_id={target}")).Data.EnumerateArray().ToList();
            Assert.Equal(count, its.Count);
            Assert.Equal(
                trail.Where(entry => entry.GetProperty("target_id").GetString() == target).Select(Line),
                its.Select(Line));
        }
    }

    [Fact]
    public async Task Pages_miss_nothing_of_all_or_of_one_target()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var (post, other) = (await forum.PostAsync(), await forum.PostAsync());
        await forum.DoAsync("fold", "post", other);
        for (var number = 0; number < 5; number++) await forum.DoAsync("approve", "post", post, $"{number}");

        Assert.Equal(["4", "3", "2", "1", "0"], await ReasonsAsync(forum, $"{Audit}?limit=2&target_id={post}"));
        Assert.Equal(["4", "3", "2", "1", "0", null], await ReasonsAsync(forum, $"{Audit}?limit=2"));
    }

    [Fact]
    public async Task What_was_attempted_and_never_committed_is_not_told()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await forum.DoAsync("fold", "post", post);
        var number = 1;
        foreach (var at in (DateTimeOffset[])[Some.Time, Some.Time.AddYears(10)])
        {
            // One lost to the action above, the other died before it was made.
            await forum.Get<AuditIndex>().AddAsync(
                new AuditEntry(GovernanceAction.IdOf(GovernanceTarget.Post, post, number++), GovernanceTarget.Post, at),
                Token);
        }

        Assert.Equal(
            "fold",
            Assert.Single((await forum.SeeAllAsync(Audit)).Data.EnumerateArray()).GetProperty("action").GetString());
    }

    [Theory]
    [InlineData("?target_id=0123456789abcdef", 404, "target_id")]
    [InlineData("?target_id=nobody", 404, "target_id")]
    [InlineData("?target_id=~", 400, "target_id")]
    [InlineData("?cursor=abc", 400, "cursor")]
    [InlineData("?limit=0", 400, "limit")]
    public async Task A_query_that_makes_no_sense_is_refused(string query, int status, string field)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        var reply = await forum.SeeAllAsync(Audit + query);

        Assert.Equal(status, reply.Status);
        Assert.Equal([field], reply.FaultyFields);
    }

    [Fact]
    public async Task Of_many_who_act_at_once_each_is_on_record_once()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var comment = await forum.CommentAsync(post);
        string[] actions = ["approve", "fold", "quarantine", "reject", "approve", "quarantine"];

        var replies = await Task.WhenAll(actions.Select((action, number) =>
            forum.ActAsync(action, "comment", comment, $"{number}")));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        var trail = (await forum.SeeAllAsync($"{Audit}?target_id={comment}")).Data.EnumerateArray().ToList();
        Assert.Equal(6, trail.Select(entry => entry.GetProperty("reason").GetString()).Distinct().Count());
        // Each begins where the one before it ended, and the counter says what the last one left.
        foreach (var (later, earlier) in trail.Zip(trail.Skip(1)))
            Assert.Equal(earlier.GetProperty("after").GetRawText(), later.GetProperty("before").GetRawText());
        var isReadable = trail[0].GetProperty("after").GetProperty("state").GetString() == "APPROVED";
        Assert.Equal(
            isReadable ? 1 : 0,
            (await forum.SeeAsync($"/v1/posts/{post}")).Data.GetProperty("comment_count").GetInt32());
    }

    private static async Task<List<string?>> ReasonsAsync(GovernedForum forum, string path)
    {
        var reasons = new List<string?>();
        for (string? cursor = null; reasons.Count == 0 || cursor is not null;)
        {
            var page = await forum.SeeAllAsync($"{path}&cursor={cursor}");
            reasons.AddRange(page.Data.EnumerateArray().Select(entry => entry.GetProperty("reason").GetString()));
            cursor = page.Cursor;
        }

        return reasons;
    }

    private static string Line(JsonElement entry) => string.Join(
        ' ',
        ((string[])["action", "target_type", "target_id", "actor", "reason"])
            .Select(name => entry.GetProperty(name).GetString())
            .Concat([entry.GetProperty("before").GetRawText(), entry.GetProperty("after").GetRawText()]));
}
