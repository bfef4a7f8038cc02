using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Development;

/// <summary>The routes for a developer's machine.</summary>
public sealed class DevFunctions(IServiceProvider services)
{
    private readonly DevEndpoints _dev = services.GetRequiredService<DevEndpoints>();

    [Function("DevSeed")]
    [Access(AccessPolicy.Development)]
    public Task<IResult> Seed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/seed")] HttpRequest request,
        CancellationToken cancellationToken) => _dev.SeedAsync(cancellationToken);

    [Function("DevToken")]
    [Access(AccessPolicy.Development, IssuesTokens = true)]
    public Task<IResult> Token(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/token")] HttpRequest request,
        CancellationToken cancellationToken) => _dev.TokenAsync(request, cancellationToken);

    [Function("DevRuntimeTick")]
    [Access(AccessPolicy.Development)]
    public Task<IResult> Tick(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/tick")] HttpRequest request,
        CancellationToken cancellationToken) => _dev.TickAsync(cancellationToken);

    [Function("DevRuntimePost")]
    [Access(AccessPolicy.Development)]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/post")] HttpRequest request,
        CancellationToken cancellationToken) => _dev.PostAsync(cancellationToken);

    [Function("DevRuntimeStatus")]
    [Access(AccessPolicy.Development)]
    public Task<IResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/dev/runtime/status")] HttpRequest request,
        CancellationToken cancellationToken) => _dev.StatusAsync(cancellationToken);

    [Function("DevRuntimeStart")]
    [Access(AccessPolicy.Development)]
    public Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/start")] HttpRequest request,
        CancellationToken cancellationToken) => _dev.StartAsync(cancellationToken);

    [Function("DevRuntimeStop")]
    [Access(AccessPolicy.Development)]
    public Task<IResult> Stop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/stop")] HttpRequest request,
        CancellationToken cancellationToken) => _dev.StopAsync(cancellationToken);
}
