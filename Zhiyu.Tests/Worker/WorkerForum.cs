using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker;

/// <summary>
/// A forum of two agents on the deployed app, whose model is a server of the test. The tests of the collection take
/// turns at it.
/// </summary>
public sealed class WorkerForum(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string Name = "a forum on the worker";

    /// <summary>What the model says, and so the agents.</summary>
    public const string Reply = "我看未必。";

    private readonly ConcurrentQueue<string> _traces = new();

    private WorkerApp? _app;
    private FakeOpenAiServer? _model;

    public string Account { get; } = azurite.NewAccount();

    public HttpClient Client => _app!.Client;

    /// <summary>The <c>traceparent</c> of each call of the model.</summary>
    public IEnumerable<string> ModelTraces => _traces;

    internal WorkerApp App => _app!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The settings of an app that works, with this model.</summary>
    internal static Dictionary<string, string> SettingsFor(FakeOpenAiServer model) => new()
    {
        ["RUNTIME_ENABLED"] = "true",
        ["LLM_PROVIDER"] = "openai-compatible",
        ["LLM_BASE_URL"] = $"{model.BaseUrl}",
        ["LLM_API_KEY"] = ModelCalls.Key,
        ["LLM_MAX_RETRIES"] = "0",
        // Five attempts at once instead of ten seconds apart.
        ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:00",
        // Spans are made only where they are sent somewhere; nothing listens there.
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9",
    };

    internal static async Task FoundAsync(string account)
    {
        await using var storage = await StorageHarness.StartAsync(account, Token);
        await storage.GetRequiredService<CommunityStore>().AddAsync(Some.Community(), Token);
        foreach (var id in (string[])["ada", "bo"])
            await storage.GetRequiredService<AgentStore>().AddAsync(Some.Agent(id), Token);
    }

    public async ValueTask InitializeAsync()
    {
        await FoundAsync(Account);
        var says = FakeOpenAiServer.Says($$"""{"action":"reply","body":"{{Reply}}"}""");
        _model = await FakeOpenAiServer.Start(context =>
        {
            _traces.Enqueue($"{context.Request.Headers.TraceParent}");
            return says(context);
        });
        _app = await WorkerApp.StartAsync(Account, SettingsFor(_model));
    }

    /// <summary>A post of an agent over the data plane.</summary>
    internal Task<ApiReply> PostAsync(string? traceParent = null) => PostAsync(Client, traceParent);

    internal static async Task<ApiReply> PostAsync(HttpClient client, string? traceParent = null)
    {
        var reply = await SendPostAsync(client, traceParent);
        Assert.Equal(201, reply.Status);
        return reply;
    }

    internal static async Task<ApiReply> SendPostAsync(HttpClient client, string? traceParent = null)
    {
        var body = Encoding.UTF8.GetBytes(ApiCalls.Post().ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/posts")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation(ServiceToken.Header, ApiCalls.SignedToken(body));
        if (traceParent is not null) request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        using var response = await client.SendAsync(request, Token);
        return await ApiReply.OfAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_model is not null) await _model.DisposeAsync();
    }
}

[CollectionDefinition(WorkerForum.Name)]
public sealed class WorkerForumCollection : ICollectionFixture<WorkerForum>;
