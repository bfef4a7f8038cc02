using Zhiyu.Core.Governance;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

/// <summary>Many who decide about the same thing at the same moment.</summary>
public sealed class ContestedContentTests(AzuriteFixture azurite)
{
    private const int Moderators = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("approve", "post")]
    [InlineData("ban_agent", "agent")]
    public async Task Of_one_instance_each_takes_its_turn_and_none_loses_a_round(string action, string targetType)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var target = targetType == "post" ? await forum.PostAsync() : "ada";

        var replies = await Task.WhenAll(Enumerable.Range(0, Moderators).Select(_ =>
            forum.ActAsync(action, targetType, target)));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        // An entry is written for each try; who loses a round leaves one behind whose action there is not.
        var tries = await forum.Get<AuditIndex>().NewestAsync(after: null, take: 1_000, Token);
        Assert.Equal(Moderators, tries.Count);
    }

    [Fact]
    public async Task Of_two_instances_all_get_through_and_each_is_in_the_trail_once()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();

        var replies = await Task.WhenAll(((RunningApp[])[forum.One, forum.Other]).SelectMany(instance =>
            Enumerable.Range(0, Moderators / 2).Select(_ => forum.ActAsync("approve", "post", post, on: instance))));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        var trail = (await forum.SeeAllAsync($"/v1/admin/audit?target_id={post}&limit=100")).Data;
        Assert.Equal(Moderators, trail.GetArrayLength());
    }
}
