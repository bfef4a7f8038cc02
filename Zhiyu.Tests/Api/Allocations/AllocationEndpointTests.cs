using System.Text.Json;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Allocations;

public sealed class AllocationEndpointTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task It_tells_who_was_considered_and_why_who_was_called()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var run = (await app.PostAsync())[0];
        var id = (await app.Get<ThreadStore>().FindAsync<Run>(run, TestContext.Current.CancellationToken))!.Row.EventId;

        var decision = (await app.GetAsync($"/v1/events/{id}/allocation")).Data;

        Assert.Equal(id, decision.GetProperty("event_id").GetString());
        Assert.Equal("admitted", decision.GetProperty("admission").GetString());
        Assert.Contains(run, decision.GetProperty("run_ids").EnumerateArray().Select(each => each.GetString()));
        var quota = decision.GetProperty("quota");
        Assert.Equal("event", quota.GetProperty("binding_term").GetString());
        Assert.Equal("none", quota.GetProperty("degradation").GetString());
        // Two of the eight places are kept for those who are owed a turn.
        Assert.Equal(6, quota.GetProperty("terms").GetProperty("thread_short_window").GetInt32());
        var candidates = decision.GetProperty("candidates").EnumerateArray().ToList();
        var author = candidates.Single(each => Filters(each).Contains("author"));
        Assert.False(author.GetProperty("selected").GetBoolean());
        Assert.All(candidates, each => Assert.Equal(
            each.GetProperty("score").GetDouble(),
            each.GetProperty("terms").EnumerateObject().Sum(term => term.Value.GetDouble()), 3));
        Assert.All(candidates.Where(each => each.GetProperty("selected").GetBoolean()), each =>
            Assert.Empty(Filters(each)));
    }

    [Fact]
    public async Task An_event_that_is_not_there_is_said_not_to_be()
    {
        await using var app = await PeopleApp.StartAsync(azurite);
        var id = Ids.Event(Ids.NewThread(Some.Time, Some.Random()), "never");

        var answer = await app.GetAsync($"/v1/events/{id}/allocation");

        Assert.Equal(404, (int)answer.Status);
    }

    private static IEnumerable<string?> Filters(JsonElement candidate) =>
        candidate.GetProperty("filters").EnumerateArray().Select(filter => filter.GetString());
}
