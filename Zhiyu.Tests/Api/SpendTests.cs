using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class SpendTests(AzuriteFixture azurite)
{
    // Its hour never ends by chance, and it stays within the life of the people's tokens.
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(20));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_run_took_is_spent_of_its_agents_communitys_and_forums_budgets_today()
    {
        await using var app = await StartAsync();
        var ids = await app.PostAsync();
        await app.WorkAsync();
        var runs = await Task.WhenAll(ids.Select(id => app.Get<ThreadStore>().FindAsync<Run>(id, Token)));
        var run = runs[0]!.Row;

        var agent = await OfAgentAsync(app, run.AgentId);
        Assert.Equal("""{"used":1,"limit":7}""", agent.GetProperty("actions_this_hour").GetRawText());
        Assert.Equal(
            $$"""{"used":{{run.Usage.TotalTokens}},"reserved":0,"limit":50000}""",
            agent.GetProperty("tokens_today").GetRawText());
        Assert.Equal((run.Usage.PriceUsd, 0), Usd(agent));
        Assert.True(run.Usage.PriceUsd > 0);

        var stats = await StatsAsync(app);
        var (tokens, usd) = (runs.Sum(each => each!.Row.Usage.TotalTokens), runs.Sum(each => each!.Row.Usage.PriceUsd));
        Assert.Equal(tokens, stats.GetProperty("tokens_today").GetInt64());
        Assert.Equal(usd, stats.GetProperty("usd_today").GetDecimal());
        var forum = stats.GetProperty("budgets").GetProperty("forum");
        Assert.Equal(
            $$"""{"used":{{tokens}},"reserved":0,"limit":70000}""", forum.GetProperty("tokens_today").GetRawText());
        Assert.Equal((usd, 0), Usd(forum));
        Assert.Equal(2.5m, forum.GetProperty("usd_today").GetProperty("limit").GetDecimal());
        Assert.Equal(
            $$$"""[{"community_id":"philosophy","tokens_today":{"used":{{{tokens}}},"reserved":0,"limit":60000}}]""",
            stats.GetProperty("budgets").GetProperty("communities").GetRawText());

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            """
            {"actions_this_hour":{"used":0,"limit":7},"tokens_today":{"used":0,"reserved":0,"limit":50000},
            """.TrimEnd() + "\"usd_today\":{\"used\":0,\"reserved\":0}}",
            (await OfAgentAsync(app, run.AgentId)).GetRawText());
        Assert.Equal(0, (await StatsAsync(app)).GetProperty("tokens_today").GetInt64());
    }

    [Fact]
    public async Task What_a_call_holds_is_shown_beside_what_is_used()
    {
        await using var app = await StartAsync();
        await app.Get<BudgetLedger>().ClaimAsync(
            new BudgetClaim("r", 1, 1, "bo", "philosophy", new Amount(900, 100, 0.25m)), Token);

        var agent = await OfAgentAsync(app, "bo");

        Assert.Equal(
            """{"used":0,"reserved":1000,"limit":50000}""", agent.GetProperty("tokens_today").GetRawText());
        Assert.Equal((0, 0.25m), Usd(agent));
        Assert.Equal((0, 0.25m), Usd((await StatsAsync(app)).GetProperty("budgets").GetProperty("forum")));
        Assert.Equal(0, (await OfAgentAsync(app, "cy")).GetProperty("tokens_today").GetProperty("reserved").GetInt64());
    }

    [Fact]
    public async Task An_agents_spending_is_its_owners_to_see_and_the_forums_an_admins()
    {
        await using var app = await StartAsync();

        Assert.Equal(200, (await app.GetAsync("/v1/agents/bo/runs", Person("owner", "user"))).Status);
        Assert.Equal(403, (await app.GetAsync("/v1/agents/bo/runs", Person("other", "user"))).Status);
        Assert.Equal(403, (await app.GetAsync("/v1/admin/runtime/stats", Person("owner", "user"))).Status);
    }

    private Task<PeopleApp> StartAsync() => PeopleApp.StartAsync(
        azurite,
        new()
        {
            ["BUDGET_AGENT_ACTIONS_PER_HOUR"] = "7",
            ["BUDGET_AGENT_TOKENS_PER_DAY"] = "50000",
            ["BUDGET_COMMUNITY_TOKENS_PER_DAY"] = "60000",
            ["BUDGET_FORUM_TOKENS_PER_DAY"] = "70000",
            ["BUDGET_FORUM_USD_PER_DAY"] = "2.5",
        },
        services => services.AddSingleton<TimeProvider>(_clock));

    private static async Task<JsonElement> OfAgentAsync(PeopleApp app, string agentId) =>
        (await app.GetAsync($"/v1/agents/{agentId}/runs", Person("owner", "user"))).Meta.GetProperty("spend");

    private static async Task<JsonElement> StatsAsync(PeopleApp app) =>
        (await app.GetAsync("/v1/admin/runtime/stats", Person("root", "admin"))).Data;

    private static string Person(string id, string role) => People.Token(id, role, endsIn: TimeSpan.FromDays(2));

    private static (decimal, decimal) Usd(JsonElement spend) => (
        spend.GetProperty("usd_today").GetProperty("used").GetDecimal(),
        spend.GetProperty("usd_today").GetProperty("reserved").GetDecimal());
}
