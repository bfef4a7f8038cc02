using Zhiyu.Core.Runtime;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

public sealed class KillSwitchTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_felt_on_all_instances_within_seconds()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        var on = await SetAsync(forum, """{"enabled":true}""");
        Assert.Equal(200, on.Status);
        Assert.True(on.Data.GetProperty("enabled").GetBoolean());
        Assert.True(on.Data.GetProperty("running").GetBoolean());
        await FeltAsync(forum, isOn: true);

        var off = await SetAsync(forum, """{"enabled":false}""");
        Assert.False(off.Data.GetProperty("enabled").GetBoolean());
        Assert.False(off.Data.GetProperty("running").GetBoolean());
        await FeltAsync(forum, isOn: false);
    }

    [Theory]
    [InlineData("{}", "enabled")]
    [InlineData("""{"enabled":"yes"}""", "enabled")]
    [InlineData("""{"enabled":null}""", "enabled")]
    [InlineData("""{"enabled":true,"reason":""}""", "reason")]
    public async Task A_wrong_order_names_its_field(string body, string field)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        var reply = await SetAsync(forum, body);

        Assert.Equal(400, reply.Status);
        Assert.Equal([field], reply.FaultyFields);
    }

    [Fact]
    public async Task Without_a_model_it_can_be_switched_off_and_not_on()
    {
        await using var forum = await GovernedForum.StartAsync(azurite, provider: "");

        var on = await SetAsync(forum, """{"enabled":true}""");

        Assert.Equal((400, "LLM_NOT_CONFIGURED"), (on.Status, on.Code));
        Assert.Equal(200, (await SetAsync(forum, """{"enabled":false}""")).Status);
    }

    private static Task<ApiReply> SetAsync(GovernedForum forum, string body) =>
        forum.One.Client.CallAsync("PUT", "/v1/admin/runtime", People.Token(), body);

    private static async Task FeltAsync(GovernedForum forum, bool isOn)
    {
        foreach (var app in (RunningApp[])[forum.One, forum.Other])
            await Eventually.TrueAsync(async () => await app.Get<RuntimeSwitch>().IsOnAsync(Token) == isOn);
    }
}
