using System.Text.Json;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

/// <summary>What owners and admins do with webhooks.</summary>
public sealed class WebhookEndpointTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Path = "/v1/webhooks";
    private const string Good = """{"url":"https://hooks.example/zhiyu","types":["agent.spoke"]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_shown_when_it_is_made_and_never_again()
    {
        var owner = People.Token("secretive", "user");
        var added = await CallAsync("POST", Path, owner, Good);
        Assert.Equal(201, added.Status);
        var first = added.Data.GetProperty("secret").GetString()!;
        var id = added.Id;
        var rotated = (await CallAsync("POST", $"{Path}/{id}/rotate-secret", owner)).Data;
        var second = rotated.GetProperty("secret").GetString()!;
        Assert.NotEqual(first, second);
        Assert.NotEqual(JsonValueKind.Null, rotated.GetProperty("previous_secret_until").ValueKind);

        foreach (var reply in (ApiReply[])
            [
                await CallAsync("GET", Path, owner),
                await CallAsync("PATCH", $"{Path}/{id}", owner, """{"enabled":false}"""),
                await CallAsync("GET", $"{Path}/{id}/deliveries", owner),
                await CallAsync("POST", $"{Path}/{id}/remove", owner),
            ])
        {
            Assert.Equal(200, reply.Status);
            Assert.DoesNotContain("whsec_", reply.Text, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await CallAsync("GET", Path, owner)).Data.GetArrayLength());
    }

    [Fact]
    public async Task What_people_do_with_a_webhook_is_in_the_audit_trail_without_its_address_and_its_secret()
    {
        var (owner, admin) = (People.Token("audited", "user"), People.Token("root", "admin"));
        var id = (await CallAsync("POST", Path, owner, Good)).Id;
        await CallAsync("PATCH", $"{Path}/{id}", owner, """{"enabled":false}""");
        await CallAsync("POST", $"{Path}/{id}/rotate-secret", owner);

        var trail = await CallAsync("GET", $"/v1/admin/audit?target_id={id}", admin);
        Assert.Equal(
            [
                ("rotate_webhook_secret", "audited", false), ("change_webhook", "audited", false),
                ("add_webhook", "audited", true),
            ],
            trail.Data.EnumerateArray().Select(entry => (
                entry.GetProperty("action").GetString(),
                entry.GetProperty("actor").GetString(),
                entry.GetProperty("after").GetProperty("enabled").GetBoolean())));

        await CallAsync("POST", $"{Path}/{id}/remove", owner);
        var all = await CallAsync("GET", "/v1/admin/audit?limit=50", admin);
        Assert.Equal(
            ["remove_webhook", "rotate_webhook_secret", "change_webhook", "add_webhook"],
            all.Data.EnumerateArray().Where(entry => entry.GetProperty("target_id").GetString() == id)
                .Select(entry => entry.GetProperty("action").GetString()));
        Assert.DoesNotContain("hooks.example", all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owners_see_their_own_and_admins_those_of_the_forum()
    {
        var (one, other, admin) =
            (People.Token("one", "user"), People.Token("other", "user"), People.Token("root", "admin"));
        var own = (await CallAsync("POST", Path, one, Good)).Id;
        var forum = await CallAsync(
            "POST", Path, admin,
            """{"scope":"forum","url":"https://hooks.example/","types":["review.waiting","provider.down"]}""");
        Assert.Equal((201, JsonValueKind.Null), (forum.Status, forum.Data.GetProperty("owner_id").ValueKind));

        Assert.Equal([own], (await CallAsync("GET", Path, one)).Ids);
        Assert.Empty((await CallAsync("GET", Path, other)).Ids);
        Assert.Contains(forum.Id, (await CallAsync("GET", Path, admin)).Ids);
        foreach (var (method, path) in ((string, string)[])
            [("PATCH", ""), ("POST", "/test"), ("POST", "/rotate-secret"), ("POST", "/remove"), ("GET", "/deliveries")])
        {
            Assert.Equal(403, (await CallAsync(method, $"{Path}/{own}{path}", other, "{}")).Status);
            Assert.Equal(403, (await CallAsync(method, $"{Path}/{forum.Id}{path}", other, "{}")).Status);
            Assert.Equal(404, (await CallAsync(method, $"{Path}/wh-0000000000000000{path}", admin, "{}")).Status);
        }
    }

    [Theory]
    [InlineData("""{"types":["agent.spoke"]}""", 400, "url")]
    [InlineData("""{"url":"https://hooks.example/"}""", 400, "types")]
    [InlineData("""{"url":"https://hooks.example/","types":[]}""", 400, "types")]
    [InlineData("""{"url":"https://hooks.example/","types":["review.waiting"]}""", 400, "types[0]")]
    [InlineData("""{"url":"https://127.1/","types":["agent.spoke"]}""", 400, "url")]
    [InlineData("""{"url":"http://hooks.example/","types":["agent.spoke"]}""", 400, "url")]
    [InlineData("""{"url":"https://hooks.example/","types":["agent.spoke"],"scope":"all"}""", 400, "scope")]
    [InlineData("""{"url":"https://hooks.example/","types":["agent.spoke"],"scope":"forum"}""", 403, "scope")]
    public async Task What_can_not_be_a_webhook_is_refused_with_its_field(string body, int status, string field)
    {
        var reply = await CallAsync("POST", Path, People.Token("faulty", "user"), body);

        Assert.Equal(status, reply.Status);
        Assert.Contains(field, reply.FaultyFields);
    }

    [Fact]
    public async Task An_owner_has_ten_webhooks_however_many_are_added_at_once()
    {
        var owner = People.Token("greedy", "user");

        var added = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => CallAsync("POST", Path, owner, Good)));

        Assert.Equal(WebhookStore.MaxOfOwner, added.Count(reply => reply.Status == 201));
        Assert.Equal(4, added.Count(reply => reply is { Status: 409, Code: "CONFLICT" }));
    }

    [Fact]
    public async Task A_test_is_sent_and_recorded_but_not_while_the_webhook_is_disabled()
    {
        var owner = People.Token("testing", "user");
        var id = (await CallAsync("POST", Path, owner, Good)).Id;
        var sent = (await CallAsync("POST", $"{Path}/{id}/test", owner)).Data.GetProperty("message_id").GetString();
        Assert.StartsWith("msg_", sent, StringComparison.Ordinal);

        // The name is of no server.
        await Eventually.TrueAsync(async () =>
            (await CallAsync("GET", $"{Path}/{id}/deliveries", owner)).Ids.Contains(sent));
        await CallAsync("PATCH", $"{Path}/{id}", owner, """{"enabled":false}""");
        Assert.Equal(409, (await CallAsync("POST", $"{Path}/{id}/test", owner)).Status);
    }

    private Task<ApiReply> CallAsync(string method, string path, string token, string? body = null) =>
        app.Client.CallAsync(method, path, token, body).WaitAsync(Token);
}
