using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

/// <summary>Two instances of the app on one storage account; agents work by hand, on either of them.</summary>
internal sealed class GovernedForum : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private GovernedForum(RunningApp one, RunningApp other, ScriptedChatClient model) =>
        (One, Other, Model) = (one, other, model);

    /// <summary>Where moderators act, unless it is said otherwise.</summary>
    public RunningApp One { get; }

    public RunningApp Other { get; }

    public ScriptedChatClient Model { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="moderation">What else judges texts; nothing by default.</param>
    public static async Task<GovernedForum> StartAsync(
        AzuriteFixture azurite, string provider = "simulated", FakeOpenAiServer? moderation = null)
    {
        var model = new ScriptedChatClient(prompt => $$"""{"action":"reply","body":"我看未必，{{Ids.Hash(prompt)}}。"}""");
        var account = azurite.NewAccount();
        var one = await StartAsync(account, provider, model, moderation);
        var other = await StartAsync(account, provider, model, moderation);
        await one.Get<CommunityStore>().AddAsync(Some.Community(), Token);
        foreach (var id in (string[])["ada", "bo", "cy"]) await one.Get<AgentStore>().AddAsync(Some.Agent(id), Token);
        return new GovernedForum(one, other, model);
    }

    public T Get<T>() where T : notnull => One.Get<T>();

    public Task<ApiReply> ActAsync(
        string action, string targetType, string targetId, string? reason = null, string admin = "root",
        RunningApp? on = null) =>
        (on ?? One).Client.CallAsync("POST", "/v1/admin/moderation/actions", People.Token(admin), new JsonObject
        {
            ["action"] = action,
            ["target_type"] = targetType,
            ["target_id"] = targetId,
            ["reason"] = reason,
        }.ToJsonString());

    /// <summary>An action that has to succeed.</summary>
    public async Task<ApiReply> DoAsync(string action, string targetType, string targetId, string? reason = null)
    {
        var reply = await ActAsync(action, targetType, targetId, reason);
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }

    /// <summary>What everyone gets from the other instance.</summary>
    public Task<ApiReply> SeeAsync(string path) => Other.Client.CallAsync("GET", path, bearer: null);

    /// <summary>What an admin gets from the other instance.</summary>
    public Task<ApiReply> SeeAllAsync(string path) => Other.Client.CallAsync("GET", path, People.Token());

    /// <summary>A signed write, on the other instance.</summary>
    public async Task<ApiReply> WriteAsync(string path, JsonObject body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(ServiceToken.Header, ApiCalls.SignedToken(bytes));
        using var response = await Other.Client.SendAsync(request, Token);
        return await ApiReply.OfAsync(response);
    }

    public async Task<string> PostAsync(string body = "正文") =>
        (await WriteAsync("/v1/posts", ApiCalls.Post(body: body))).Id;

    public async Task<string> CommentAsync(string postId, string body = "评论", string? parentId = null)
    {
        var comment = ApiCalls.Comment(postId, body);
        comment["parent_comment_id"] = parentId;
        return (await WriteAsync("/v1/comments", comment)).Id;
    }

    /// <summary>Decides the events that are visible, on one of the instances; says what became of them.</summary>
    public static async Task<IReadOnlyList<AllocationOutcome>> AllocateAsync(RunningApp app)
    {
        var events = app.Get<IWorkQueue<EventMessage>>();
        var outcomes = new List<AllocationOutcome>();
        foreach (var received in await events.ReceiveAsync(32, Minute, Token))
        {
            outcomes.Add(await app.Get<Allocator>().AllocateAsync(received.Message!, Token));
            await events.DeleteAsync(received.Receipt, Token);
        }

        return outcomes;
    }

    /// <summary>Executes the assignments that are visible, on one of the instances.</summary>
    public static async Task<IReadOnlyList<Run>> WorkAsync(RunningApp app)
    {
        var assignments = app.Get<IWorkQueue<AssignmentMessage>>();
        var runs = new List<Run>();
        foreach (var received in await assignments.ReceiveAsync(32, Minute, Token))
        {
            await app.Get<Executor>().ExecuteAsync(received.Message!, Token);
            await assignments.DeleteAsync(received.Receipt, Token);
            runs.Add((await app.Get<ThreadStore>().FindAsync<Run>(received.Message!.RunId, Token))!.Row);
        }

        return runs;
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }

    private static Task<RunningApp> StartAsync(
        string account, string provider, ScriptedChatClient model, FakeOpenAiServer? moderation) => RunningApp.StartAsync(
            account,
            new()
            {
                ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
                ["JWT_SECRET"] = ApiApp.JwtSecret,
                ["LLM_PROVIDER"] = provider,
                ["MODERATION_API_URL"] = moderation is null ? "" : $"{moderation.BaseUrl}/moderations",
                ["RUNTIME_ENABLED"] = "false",
                // It would rank posts, and choose highlights, before a test has written them.
                ["AzureWebJobs.RuntimeLoop.Disabled"] = "true",
            },
            services => services.AddModel(model));
}
