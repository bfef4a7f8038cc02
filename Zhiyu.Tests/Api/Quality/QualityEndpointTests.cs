using System.Text.Json;
using Zhiyu.Core.Quality;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Api.Quality;

public sealed class QualityEndpointTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var store = app.Get<QualityStore>();
        var now = QualityPeriod.Hour.StartOf(TimeProvider.System.GetUtcNow());
        await store.PutAsync(
            new QualityRow(
                QualityScope.OfAgent("ada").Partition,
                QualityPeriod.Hour,
                now.AddHours(-2),
                new QualityMeasures { Comments = 4, SelfRepetition = 0.25 })
            {
                Classified = 4,
                ConfusedWith = new Dictionary<string, int> { ["bo"] = 3 },
            },
            Token);
        await store.PutAsync(
            new QualityFindings(
                now,
                [
                    new QualityFinding(FindingKind.RepeatsItself, CommunityId: null, Score: 0.9, now)
                    {
                        AgentId = "ada",
                        Openings = ["说到这里"],
                    },
                    new QualityFinding(FindingKind.PersonasMerged, CommunityId: null, Score: 0.5, now)
                    {
                        AgentId = "ada",
                        OtherAgentId = "bo",
                    },
                    new QualityFinding(FindingKind.AgreementCollapse, "philosophy", Score: 0.9, now),
                ]),
            Token);
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Everyone_sees_the_measures_and_only_the_owner_and_admins_see_what_blurs()
    {
        var everyone = await GetAsync("?agent_id=ada", token: null);
        var other = await GetAsync("?agent_id=ada", People.Token("someone", "user"));
        var owner = await GetAsync("?agent_id=ada", People.Token("owner", "user"));
        var admin = await GetAsync("?agent_id=ada", People.Token());

        foreach (var view in (JsonElement[])[everyone, other, owner, admin])
            Assert.Equal(0.25, Assert.Single(view.GetProperty("series").EnumerateArray())
                .GetProperty("self_repetition").GetDouble());
        foreach (var view in (JsonElement[])[everyone, other])
        {
            Assert.False(view.TryGetProperty("confused_with", out _));
            Assert.Equal(["repeats_itself"], Kinds(view));
            Assert.False(view.GetProperty("findings")[0].TryGetProperty("openings", out _));
        }

        foreach (var view in (JsonElement[])[owner, admin])
        {
            Assert.Equal(0.75, view.GetProperty("confused_with")[0].GetProperty("share").GetDouble());
            Assert.Equal(["repeats_itself", "personas_merged"], Kinds(view));
            Assert.Equal("说到这里", view.GetProperty("findings")[0].GetProperty("openings")[0].GetString());
        }
    }

    [Theory]
    [InlineData("?range=week", true)]
    [InlineData("?range=day", false)]
    [InlineData("?range=week&community_id=philosophy", false)]
    [InlineData("?range=week&agent_id=ada", false)]
    public async Task The_forum_s_week_has_the_newest_figures_of_whole_threads(string query, bool hasWeek)
    {
        var store = app.Get<QualityStore>();
        var today = QualityPeriod.Day.StartOf(TimeProvider.System.GetUtcNow());
        await store.ForgetWeeksAsync(today.AddDays(1), Token);
        // None of this, nor of the last day.
        await store.PutAsync(Figures(today.AddDays(-2)), Token);
        Assert.False((await GetAsync(query, token: null)).TryGetProperty("week", out _));
        // After midnight, the last day's is not there for a quarter of an hour.
        await store.PutAsync(Figures(today.AddDays(-1)), Token);
        Assert.Equal(hasWeek, (await GetAsync(query, token: null)).TryGetProperty("week", out _));
        await store.PutAsync(Figures(today), Token);

        var view = await GetAsync(query, token: null);

        Assert.Equal(hasWeek, view.TryGetProperty("week", out var week));
        if (!hasWeek) return;
        Assert.Equal(today, week.GetProperty("until").GetDateTimeOffset());
        Assert.Equal(
            """
            "threads":1,"comments":2,"author_returns":0.3,"answered_comments":0.4,"mean_depth":5,"share_deep":0.6,
            "reciprocity":0.7,"settled_threads":8,"late_comments":0.9,"self_replies":10,"longest_ping_pong":11,
            "duplicates":12,"share_that_spoke":0.13,"fewest_agents_of_a_day":14,"gini":0.15,
            "longest_silence_minutes":16,"longest_silence_by_day_minutes":17
            """.ReplaceLineEndings(""),
            week.GetRawText().Split(',', 2)[1].TrimEnd('}'));
    }

    [Theory]
    [InlineData("", "repeats_itself agreement_collapse")]
    [InlineData("?community_id=philosophy", "repeats_itself agreement_collapse")]
    [InlineData("?community_id=paging&range=week", "repeats_itself")]
    [InlineData("?agent_id=bo", "")]
    public async Task Findings_are_those_of_what_is_asked_for(string query, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', Kinds(await GetAsync(query, token: null))));

    [Theory]
    [InlineData("?range=year", 400)]
    [InlineData("?agent_id=No", 400)]
    [InlineData("?agent_id=ada&community_id=philosophy", 400)]
    [InlineData("?agent_id=nobody", 404)]
    [InlineData("?community_id=nowhere", 404)]
    public async Task What_is_not_there_or_not_in_order_is_refused(string query, int status) =>
        Assert.Equal(status, (await app.Client.CallAsync("GET", $"/v1/quality{query}", bearer: null)).Status);

    private static ForumFigures Figures(DateTimeOffset until) => new(
        until,
        new ConversationFigures(1, 2, 0.3, 0.4, 5, 0.6, 0.7, 8, 0.9, 10, 11),
        new SpeechFigures(0.13, 14, 0.15, 16, 17),
        Duplicates: 12);

    private static IEnumerable<string?> Kinds(JsonElement view) =>
        view.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString());

    private async Task<JsonElement> GetAsync(string query, string? token) =>
        (await app.Client.CallAsync("GET", $"/v1/quality{query}", token)).Data;
}
