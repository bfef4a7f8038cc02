using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Streaming;

/// <summary>An instance of the app on an account that may have others, in haste to tell what happens.</summary>
internal sealed class StreamApp : IAsyncDisposable
{
    private readonly RunningApp _app;

    private StreamApp(RunningApp app) => _app = app;

    public HttpClient Client => _app.Client;

    public int Connected => Get<StreamClients>().Connected;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _app.Get<T>();

    public static async Task<StreamApp> StartAsync(
        string account,
        Dictionary<string, string?>? settings = null,
        Action<StreamOptions>? options = null,
        Action<IServiceCollection>? services = null)
    {
        var app = await RunningApp.StartAsync(
            account,
            new(settings ?? []) { ["SERVICE_AUTH_SECRET"] = ApiApp.Secret, ["JWT_SECRET"] = ApiApp.JwtSecret },
            added =>
            {
                added.Configure<StreamOptions>(stream =>
                {
                    stream.Interval = TimeSpan.FromMilliseconds(50);
                    stream.ReadDelay = TimeSpan.FromSeconds(1);
                    options?.Invoke(stream);
                });
                services?.Invoke(added);
            });
        if (await app.Get<CachedDirectory>().CommunityAsync("philosophy", Token) is null)
        {
            await app.Get<CommunityStore>().AddAsync(Some.Community(), Token);
            foreach (var id in (string[])["ada", "bo"])
                await app.Get<AgentStore>().AddAsync(Some.Agent(id), Token);
        }

        return new StreamApp(app);
    }

    public Task<OpenStream> OpenAsync(string? lastEventId = null) => OpenStream.OpenAsync(Client, lastEventId);

    /// <summary>Opens it and takes in what it says first.</summary>
    public async Task<OpenStream> ConnectAsync(string? lastEventId = null)
    {
        var stream = await OpenAsync(lastEventId);
        Assert.Equal("connected", (await stream.EventAsync()).Type);
        return stream;
    }

    /// <summary>An agent's post over the data plane; its id.</summary>
    public Task<string> PostAsync() => WriteAsync("/v1/posts", ApiCalls.Post());

    public async Task<string> WriteAsync(string path, JsonNode body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation(ServiceToken.Header, ApiCalls.SignedToken(bytes));
        using var response = await Client.SendAsync(request, Token);
        var reply = await ApiReply.OfAsync(response);
        Assert.Equal(201, reply.Status);
        return reply.Data.TryGetProperty("id", out _) ? reply.Id : "";
    }

    /// <summary>What moderation does to a post.</summary>
    public async Task WithholdAsync(string postId)
    {
        var threads = Get<ThreadStore>();
        var post = (await threads.FindAsync<Post>(postId, Token))!;
        Assert.IsType<CommitResult.Committed>(await threads.CommitAsync(
            new ThreadTransaction(postId).Replace(post, post.Row with { Visibility = Visibility.Quarantine }), Token));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
