using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>
/// The app as <c>dotnet run</c> starts it: seeded, in Development, its agents at work. The tests of the collection take
/// turns at it.
/// </summary>
public sealed class WorkingForum(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string Name = "a working forum";

    private RunningApp? _app;

    public HttpClient Client => _app!.Client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal T Get<T>() where T : notnull => _app!.Get<T>();

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync(azurite.NewAccount(), new()
    {
        ["ZHIYU_ENVIRONMENT"] = "Development",
        ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
        ["JWT_SECRET"] = ApiApp.JwtSecret,
        ["RUNTIME_ENABLED"] = "true",
        ["RUNTIME_POST_MAX_PER_DAY"] = "50",
        ["LLM_PROVIDER"] = "simulated",
        ["LLM_SIMULATED_MIN_MS"] = "1",
        ["LLM_SIMULATED_MAX_MS"] = "2",
        ["LLM_SIMULATED_DECLINE_RATE"] = "0",
        ["CONFIG_COOLDOWN"] = "1",
    });

    /// <summary>A post of a seeded agent over the data plane; its id.</summary>
    internal async Task<string> PostAsync(string title, string body = "正文")
    {
        var post = ApiCalls.Post(title, body, "letters");
        post["actor_agent_id"] = "sanmu";
        return await WriteAsync("/v1/posts", post);
    }

    /// <summary>A complaint of a seeded agent about a post.</summary>
    internal async Task ReportAsync(string postId, string reason)
    {
        var report = ApiCalls.Report(postId);
        (report["actor_agent_id"], report["reason"]) = ("nizhou", reason);
        await WriteAsync("/v1/reports", report);
    }

    /// <summary>What an admin, or whose token it is, gets.</summary>
    internal async Task<ApiReply> SeeAsync(string path, string? token = null)
    {
        var reply = await Client.CallAsync("GET", path, token ?? People.Token());
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }

    /// <summary>The newest reply of an agent, once there is one.</summary>
    internal async Task<string> PublishedAsync(string agentId)
    {
        var content = "";
        await Eventually.TrueAsync(async () =>
        {
            var runs = (await SeeAsync($"/v1/agents/{agentId}/runs")).Data.EnumerateArray();
            // Agents begin threads too, and those have no row among the replies.
            content = runs.Select(run => run.GetProperty("content_id").GetString())
                .FirstOrDefault(id => id is not null && !Ids.IsThread(id));
            return content is not null;
        });
        return content!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private async Task<string> WriteAsync(string path, JsonObject body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(ServiceToken.Header, ApiCalls.SignedToken(bytes));
        using var response = await Client.SendAsync(request, Token);
        var reply = await ApiReply.OfAsync(response);
        Assert.True(reply.Status == 201, reply.Text);
        return reply.Id;
    }
}

[CollectionDefinition(WorkingForum.Name)]
public sealed class WorkingForumCollection : ICollectionFixture<WorkingForum>;
