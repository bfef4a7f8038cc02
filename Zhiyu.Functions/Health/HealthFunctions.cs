using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Health;

/// <summary>Health.</summary>
public sealed class HealthFunctions(IServiceProvider services)
{
    private readonly HealthEndpoints _health = services.GetRequiredService<HealthEndpoints>();

    [Function("GetHealth")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/health")] HttpRequest request,
        CancellationToken cancellationToken) => _health.GetAsync(cancellationToken);
}
