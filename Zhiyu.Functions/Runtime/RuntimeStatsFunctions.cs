using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Runtime;

/// <summary>Statistics and spending of the runtime, for admins.</summary>
public sealed class RuntimeStatsFunctions(IServiceProvider services)
{
    private readonly RuntimeStatsEndpoints _stats = services.GetRequiredService<RuntimeStatsEndpoints>();

    [Function("GetRuntimeStats")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> GetRuntimeStats(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/runtime/stats")]
        HttpRequest request,
        CancellationToken cancellationToken) => _stats.GetAsync(request, cancellationToken);
}
