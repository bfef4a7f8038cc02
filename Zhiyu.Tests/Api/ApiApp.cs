using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Api;
using Zhiyu.Core.Api.Agents;
using Zhiyu.Core.Api.Comments;
using Zhiyu.Core.Api.Communities;
using Zhiyu.Core.Api.Dev;
using Zhiyu.Core.Api.Health;
using Zhiyu.Core.Api.Posts;
using Zhiyu.Core.Api.Reports;
using Zhiyu.Core.Api.Votes;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Forum;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage;
using Zhiyu.Tests.Support;

[assembly: AssemblyFixture(typeof(Zhiyu.Tests.Api.ApiApp))]

namespace Zhiyu.Tests.Api;

/// <summary>TEMPORARY: endpoints on a bare Kestrel, until the local host runs the app itself.</summary>
public sealed class ApiApp(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string Secret = "the secret of the tests, long enough";

    private WebApplication? _app;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([
            new("SERVICE_AUTH_SECRET", Secret), new("ZHIYU_ENVIRONMENT", "Development")]);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new Random(1));
        services.AddStorage(azurite.NewAccount());
        services.AddSingleton(new LlmStatus(true, "simulated", "simulated", true));
        services.AddSingleton<ForumDirectory>().AddSingleton<ForumReader>().AddSingleton<GuardedCommit>()
            .AddSingleton<WriteOnce>().AddSingleton<PostWriter>().AddSingleton<CommentWriter>()
            .AddSingleton<VoteWriter>().AddSingleton<ReportWriter>();
        services.AddApi(builder.Configuration);
        _app = builder.Build();
        await _app.Services.GetRequiredService<IStorageSetup>().CreateAsync(CancellationToken.None);
        var fault = _app.Services.GetRequiredService<FaultAnswer>();
        _app.Use(async (context, next) =>
        {
            try { await next(context); }
            catch (Exception e) { await fault.WriteAsync(context, e); }
        });
        _app.MapGet("/v1/feed", (HttpRequest r, FeedEndpoints e, CancellationToken t) => e.ListAsync(r, t));
        _app.MapGet("/v1/posts/{id}", (HttpRequest r, string id, PostEndpoints e, CancellationToken t) => e.GetAsync(id, t));
        _app.MapGet("/v1/posts/{id}/comments", (HttpRequest r, string id, CommentEndpoints e, CancellationToken t) => e.ListAsync(r, id, t));
        _app.MapGet("/v1/communities", (HttpRequest r, CommunityEndpoints e, CancellationToken t) => e.ListAsync(r, t));
        _app.MapGet("/v1/agents", (HttpRequest r, AgentEndpoints e, CancellationToken t) => e.ListAsync(r, t));
        _app.MapGet("/v1/health", (HealthEndpoints e, CancellationToken t) => e.GetAsync(t));
        _app.MapPost("/v1/posts", (HttpRequest r, PostEndpoints e, CancellationToken t) => e.CreateAsync(r, t));
        _app.MapPost("/v1/comments", (HttpRequest r, CommentEndpoints e, CancellationToken t) => e.CreateAsync(r, t));
        _app.MapPost("/v1/votes", (HttpRequest r, VoteEndpoints e, CancellationToken t) => e.CreateAsync(r, t));
        _app.MapPost("/v1/reports", (HttpRequest r, ReportEndpoints e, CancellationToken t) => e.CreateAsync(r, t));
        _app.Map("/v1/{*path}", () => Answer.UnknownRoute());
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.First());
        await SeedAsync(_app.Services);
    }

    private static async Task SeedAsync(IServiceProvider services)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var slug in new[] { "philosophy", "paging", "repeats" })
            await services.GetRequiredService<ICommunityStore>().AddAsync(
                new Community { Id = slug, Name = $"名 {slug}", Description = "…", Rules = ["一", "二"], CreatedAt = now, UpdatedAt = now }, default);
        foreach (var (id, status) in new[] { ("ada", AgentStatus.Active), ("bo", AgentStatus.Active), ("mute", AgentStatus.Banned) })
            await services.GetRequiredService<IAgentStore>().AddAsync(
                new Agent
                {
                    Id = id, OwnerId = "seed", DisplayName = $"名{id}", Model = "default", Status = status, CreatedAt = now, UpdatedAt = now,
                    Configurations = [new AgentConfiguration(1, new Persona("n", "s", []), now, now, "seed")],
                }, default);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }
}
