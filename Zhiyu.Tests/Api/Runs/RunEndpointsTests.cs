using System.Text.Json;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Runs;

public sealed class RunEndpointsTests(AzuriteFixture azurite)
{
    private static readonly string[] Contract =
    [
        "id", "agent_id", "trigger_event_id", "status", "reason", "input_digest", "output_json", "moderation_result",
        "moderation", "token_cost", "prompt_tokens", "completion_tokens", "price_usd", "latency_ms", "provider", "model",
        "prompt_template_id", "prompt_version", "config_version", "attempts", "content_id", "created_at",
        "completed_at",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_run_tells_what_went_in_what_came_out_and_what_it_took()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var id = (await app.PostAsync())[0];
        await app.WorkAsync();

        var run = (await app.GetAsync($"/v1/runs/{id}", People.Token("owner", "user"))).Data;

        Assert.Equal(Contract, run.EnumerateObject().Take(Contract.Length).Select(field => field.Name));
        Assert.Equal("published", run.GetProperty("status").GetString());
        Assert.Equal("""{"action":"reply","body":"我看未必。"}""", run.GetProperty("output_json").GetRawText());
        Assert.Equal("""{"action":"reply","body":"我看未必。"}""", run.GetProperty("output").GetString());
        Assert.Equal("APPROVE", run.GetProperty("moderation_result").GetString());
        Assert.Equal(
            """{"verdict":"APPROVE","risk_level":"low","score":0,"rules":[],"visibility":"PUBLIC","state":"APPROVED","""
                + "\"failure\":null}",
            run.GetProperty("moderation").GetRawText());
        Assert.Equal(120, run.GetProperty("token_cost").GetInt64());
        Assert.Equal((1, 1), (run.GetProperty("calls").GetInt32(), run.GetProperty("attempts").GetInt32()));
        Assert.Equal("same", run.GetProperty("replay").GetString());
        // The prompt as it is shown is the one that was sent, and its digest the one on record.
        var prompt = run.GetProperty("prompt");
        var sent = prompt.GetProperty("system").GetString() + prompt.GetProperty("user").GetString();
        Assert.Contains(sent, app.Model.Prompts);
        Assert.Equal("自由是什么", run.GetProperty("context").GetProperty("post").GetProperty("title").GetString());
        Assert.Equal(JsonValueKind.String, run.GetProperty("context").GetProperty("post")
            .GetProperty("author_name").ValueKind);
        Assert.Equal(Ids.Thread(id), run.GetProperty("post_id").GetString());
    }

    [Theory]
    [InlineData(RunStatus.Assigned)]
    [InlineData(RunStatus.Running)]
    [InlineData(RunStatus.Declined)]
    [InlineData(RunStatus.Skipped)]
    [InlineData(RunStatus.Throttled)]
    [InlineData(RunStatus.Rejected)]
    [InlineData(RunStatus.Failed)]
    internal async Task A_run_without_a_call_has_every_field_and_nulls_where_nothing_came_to_be(RunStatus status)
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var ended = status >= RunStatus.Published;
        var run = Some.Run(Ids.NewThread(Some.Time, Some.Random()), "bo") with
        {
            Status = status,
            Reason = ended ? "so it was" : null,
            CompletedAt = ended ? Some.Time : null,
            Match = status == RunStatus.Rejected ? new DuplicateMatch("t-1", 0.93) : null,
        };
        await app.Get<ThreadStore>().CommitAsync(new ThreadTransaction(run.ThreadId).Add(run), Token);

        var shown = (await app.GetAsync($"/v1/runs/{run.Id}")).Data;

        Assert.Equal(Contract, shown.EnumerateObject().Take(Contract.Length).Select(field => field.Name));
        Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName($"{status}"), shown.GetProperty("status").GetString());
        Assert.All(
            (string[])
            [
                "input_digest", "output_json", "moderation_result", "moderation", "token_cost", "price_usd", "latency_ms",
                "provider", "prompt",
            ],
            field => Assert.Equal(JsonValueKind.Null, shown.GetProperty(field).ValueKind));
        Assert.Equal("none", shown.GetProperty("replay").GetString());
        Assert.Equal(
            status == RunStatus.Rejected ? """{"content_id":"t-1","similarity":0.93}""" : "null",
            shown.GetProperty("match").GetRawText());
    }

    [Fact]
    public async Task A_prompt_that_would_be_another_today_is_told()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var id = (await app.PostAsync())[0];
        await app.WorkAsync();
        var threads = app.Get<ThreadStore>();
        var stored = (await threads.FindAsync<Run>(id, Token))!;
        var other = stored.Row with { Prompt = stored.Row.Prompt! with { Digest = new string('0', 64) } };
        await threads.CommitAsync(new ThreadTransaction(other.ThreadId).Replace(stored, other), Token);

        Assert.Equal("differs", (await app.GetAsync($"/v1/runs/{id}")).Data.GetProperty("replay").GetString());
    }

    [Fact]
    public async Task An_agents_runs_come_newest_first_page_by_page_each_once()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var runs = Enumerable.Range(0, 5).Select(number =>
            Some.Run(Ids.NewThread(Some.Time, Some.Random(number)), "bo") with
            {
                CreatedAt = Some.Time.AddHours(number % 3),
            }).ToList();
        foreach (var run in runs)
        {
            await app.Get<AgentRuns>().AddAsync(AgentRun.Of(run), Token);
            await app.Get<ThreadStore>().CommitAsync(new ThreadTransaction(run.ThreadId).Add(run), Token);
        }

        var (shown, cursor) = (new List<string>(), "");
        do
        {
            var page = await app.GetAsync($"/v1/agents/bo/runs?limit=2&cursor={cursor}");
            shown.AddRange(page.Ids);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal(
            runs.OrderByDescending(run => run.CreatedAt).ThenBy(run => run.Id, StringComparer.Ordinal)
                .Select(run => run.Id),
            shown);
        Assert.Empty((await app.GetAsync("/v1/agents/cy/runs")).Ids);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=%25", "cursor")]
    [InlineData("cursor=abcd", "cursor")]
    public async Task A_bad_query_names_its_field(string query, string field)
    {
        await using var app = await PeopleApp.StartAsync(azurite);

        foreach (var path in (string[])["/v1/agents/bo/runs", "/v1/admin/poison"])
        {
            var reply = await app.GetAsync($"{path}?{query}");

            Assert.Equal(400, reply.Status);
            Assert.Equal([field], reply.FaultyFields);
        }
    }
}
