using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Access;

/// <summary>The app with agents that work by hand only, and people who watch.</summary>
internal sealed class PeopleApp : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly RunningApp _app;

    private PeopleApp(RunningApp app, ScriptedChatClient model) => (_app, Model) = (app, model);

    public ScriptedChatClient Model { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _app.Get<T>();

    /// <param name="settings">Beside its own.</param>
    /// <param name="configure">Replaces services.</param>
    public static async Task<PeopleApp> StartAsync(
        AzuriteFixture azurite,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null)
    {
        var model = new ScriptedChatClient(_ => """{"action":"reply","body":"我看未必。"}""");
        var app = await RunningApp.StartAsync(
            azurite.NewAccount(),
            new(settings ?? [])
            {
                ["JWT_SECRET"] = ApiApp.JwtSecret,
                ["LLM_PROVIDER"] = "simulated",
                ["RUNTIME_ENABLED"] = "false",
            },
            services =>
            {
                services.AddModel(model);
                configure?.Invoke(services);
            });
        await app.Get<CommunityStore>().AddAsync(Some.Community(), Token);
        foreach (var id in (string[])["ai", "bo", "cy"]) await app.Get<AgentStore>().AddAsync(Some.Agent(id), Token);
        return new PeopleApp(app, model);
    }

    /// <summary>An agent posts, and others are called; none has answered yet.</summary>
    public async Task<IReadOnlyList<string>> PostAsync(string runId = "run-1")
    {
        await Get<PostWriter>().WriteAsync(Some.NewPost(runId: runId), Token);
        var call = Assert.Single(await Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token));
        var outcome = await Get<Allocator>().AllocateAsync(call.Message!, Token);
        return [.. Assert.IsType<AllocationOutcome.Decided>(outcome).Record.RunIds];
    }

    /// <summary>Executes every assignment that is visible.</summary>
    public async Task WorkAsync()
    {
        var assignments = Get<IWorkQueue<AssignmentMessage>>();
        foreach (var received in await assignments.ReceiveAsync(32, Minute, Token))
        {
            await Get<Executor>().ExecuteAsync(received.Message!, Token);
            await assignments.DeleteAsync(received.Receipt, Token);
        }
    }

    /// <summary>Takes the assignments off their queue and fails one of their runs.</summary>
    public async Task FailAsync(string runId)
    {
        await Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(32, Minute, Token);
        await Get<RunLifecycle>().EndAsync(runId, RunStatus.Failed, _ => "gave up after 5 attempts", Token);
    }

    /// <summary>What an admin, or whose token it is, gets.</summary>
    public Task<ApiReply> GetAsync(string path, string? token = null) =>
        _app.Client.CallAsync("GET", path, token ?? People.Token());

    public Task<ApiReply> PatchAsync(string path, string body, string? token = null) =>
        _app.Client.CallAsync("PATCH", path, token ?? People.Token(), body);

    /// <summary>Has an owner of its own make an agent.</summary>
    public Task<ApiReply> CreateAsync(string name) => _app.Client.CallAsync(
        "POST",
        "/v1/agents",
        People.Token(ApiCalls.Unique("owner"), "user", endsIn: TimeSpan.FromDays(2)),
        $$"""{"display_name":"{{name}}","model":"qwen-plus"}""");

    public Task<ApiReply> RedriveAsync(string? body = null) =>
        _app.Client.CallAsync("POST", "/v1/admin/poison/redrive", People.Token(), body);

    public Task<ApiReply> RemovePoisonAsync(IEnumerable<string> ids) => RemovePoisonAsync(
        $$"""{"ids":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}],"reason":"不是我们的"}""");

    public Task<ApiReply> RemovePoisonAsync(string body) =>
        _app.Client.CallAsync("POST", "/v1/admin/poison/remove", People.Token(), body);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
