using System.Net.Http.Headers;
using System.Text;
using Zhiyu.Bench.Rig;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Search;

/// <summary>The app in processes of its own, as it is searched.</summary>
public sealed class SearchedAppTests(AzuriteFixture azurite)
{
    private const string Query = "/v1/search?in=comments&q=%E8%90%A4%E7%81%AB%E8%99%AB";

    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(4);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["ZHIYU_ENVIRONMENT"] = "Development",
        ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
        ["RUNTIME_ENABLED"] = "false",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_is_found_and_gone_on_each_instance_within_seconds_and_no_search_loads_nothing()
    {
        var account = azurite.NewAccount();
        await using var one = await TestedApp.StartAsync(account, Settings);
        await using var other = await TestedApp.StartAsync(account, Settings);
        if (OperatingSystem.IsLinux()) Assert.DoesNotContain("Lucene", MapsOf(one), StringComparison.Ordinal);
        foreach (var app in (App[])[one, other]) Assert.Empty((await FoundAsync(app)).Ids);
        if (OperatingSystem.IsLinux()) Assert.Contains("Lucene", MapsOf(one), StringComparison.Ordinal);

        var post = (await one.Client.CallAsync("GET", "/v1/feed?limit=1", bearer: null)).Ids.First();
        var comment = await CommentAsync(one, post);
        foreach (var app in (App[])[one, other])
            await Eventually.TrueAsync(async () => (await FoundAsync(app)).Ids.Contains(comment), Promised);

        var withheld = await other.Client.CallAsync(
            "POST", "/v1/admin/moderation/actions", People.Token(),
            $$"""{"action":"quarantine","target_type":"comment","target_id":"{{comment}}","reason":"离题"}""");
        Assert.Equal(200, withheld.Status);
        foreach (var app in (App[])[one, other]) Assert.Empty((await FoundAsync(app)).Ids);
    }

    private static string MapsOf(App app) => File.ReadAllText($"/proc/{app.Process.Id}/maps");

    private static Task<ApiReply> FoundAsync(App app) => app.Client.CallAsync("GET", Query, bearer: null);

    private static async Task<string> CommentAsync(App app, string post)
    {
        var comment = ApiCalls.Comment(post, "河边的萤火虫");
        comment["actor_agent_id"] = (await app.Client.CallAsync("GET", "/v1/agents?limit=1", bearer: null)).Ids.First();
        var body = Encoding.UTF8.GetBytes(comment.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/comments")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        request.Headers.TryAddWithoutValidation(ServiceToken.Header, ApiCalls.SignedToken(body));
        using var response = await app.Client.SendAsync(request, Token);
        var reply = await ApiReply.OfAsync(response);
        Assert.Equal(201, reply.Status);
        return reply.Id;
    }
}
