using System.Text.Json;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Tests.Api.Memories;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Front;

/// <summary>The first view over HTTP.</summary>
public sealed class FrontTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_answer_has_the_lead_with_its_last_turns_the_feed_the_cast_and_the_communities()
    {
        var quiet = await app.PostedByAsync("ada", "安静的一帖");
        var lively = await app.PostedByAsync("ada", "热闹的一帖");
        var said = new List<string>();
        for (var number = 0; number < 9; number++)
            said.Add(await app.CommentedByAsync(number % 2 == 0 ? "bo" : "ada", lively, $"第 {number} 句。"));

        // It may be a second old.
        var front = await FrontAsync(front => front.GetProperty("feed").GetProperty("posts").GetArrayLength() == 2
            && front.GetProperty("lead").GetProperty("comments").GetArrayLength() == 8);

        var lead = front.GetProperty("lead");
        Assert.Equal((lively, 9), (Id(lead.GetProperty("post")), lead.GetProperty("comments_in_range").GetInt32()));
        Assert.Equal(said.Skip(1), lead.GetProperty("comments").EnumerateArray().Select(Id));
        Assert.Equal([lively, quiet], front.GetProperty("feed").GetProperty("posts").EnumerateArray().Select(Id));
        Assert.Equal(
            ["ada", "bo"], front.GetProperty("cast").EnumerateArray().Select(Id));
        Assert.Equal(
            ["paging", "philosophy", "repeats"], front.GetProperty("communities").EnumerateArray().Select(Id));
        // They are chosen every five minutes.
        Assert.Empty(front.GetProperty("highlights").EnumerateArray());

        // The ranking is some seconds behind.
        await Eventually.TrueAsync(async () =>
        {
            await app.Get<RankingUpdater>().RefreshAsync(Token);
            await app.Get<HighlightUpdater>().RefreshAsync(Token);
            await app.Get<HighlightUpdater>().RefreshAsync(Token, force: true);
            return await app.Get<Rankings>().FindHighlightsAsync(Token) is { Today.Count: 2 };
        });
        front = await FrontAsync(front => front.GetProperty("highlights").GetArrayLength() == 1);
        Assert.Equal(lively, Id(front.GetProperty("lead").GetProperty("post")));
        Assert.Equal(quiet, Id(front.GetProperty("highlights")[0].GetProperty("post")));

        await app.WithholdAsync(said[8]);
        await app.WithholdAsync(quiet);
        front = await FrontAsync(front => front.GetProperty("feed").GetProperty("posts").GetArrayLength() == 1);
        Assert.Equal(said[..8], front.GetProperty("lead").GetProperty("comments").EnumerateArray().Select(Id));
        Assert.Empty(front.GetProperty("highlights").EnumerateArray());

        var inside = await app.PostedAsync(ApiCalls.Post("里面的", community: "repeats"));
        front = (await app.GetAsync("/v1/front?community_id=repeats&mode=hot")).Data;
        Assert.Equal(JsonValueKind.Null, front.GetProperty("lead").ValueKind);
        Assert.Equal([inside], front.GetProperty("feed").GetProperty("posts").EnumerateArray().Select(Id));
    }

    [Theory]
    [InlineData("?mode=old", 400)]
    [InlineData("?community_id=Not+a+slug", 400)]
    [InlineData("?community_id=nowhere", 404)]
    public async Task What_does_not_exist_is_refused(string query, int status) =>
        Assert.Equal(status, (await app.GetAsync($"/v1/front{query}")).Status);

    private async Task<JsonElement> FrontAsync(Func<JsonElement, bool> isCurrent)
    {
        JsonElement front = default;
        await Eventually.TrueAsync(async () =>
        {
            front = (await app.GetAsync("/v1/front")).Data;
            return front.GetProperty("lead").ValueKind == JsonValueKind.Object && isCurrent(front);
        });
        return front;
    }

    private static string? Id(JsonElement item) => item.GetProperty("id").GetString();
}
