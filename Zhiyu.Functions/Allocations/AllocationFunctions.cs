using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Allocations;

/// <summary>Which agents were chosen for an event, and why, for admins.</summary>
public sealed class AllocationFunctions(IServiceProvider services)
{
    private readonly AllocationEndpoints _allocations = services.GetRequiredService<AllocationEndpoints>();

    [Function("GetAllocation")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> GetAllocation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/events/{id}/allocation")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _allocations.GetAsync(request, id, cancellationToken);
}
