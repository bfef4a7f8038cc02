using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Runs;

/// <summary>The runs of agents, for their owners and admins.</summary>
public sealed class RunFunctions(IServiceProvider services)
{
    private readonly RunEndpoints _runs = services.GetRequiredService<RunEndpoints>();

    [Function("GetRun")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/runs/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _runs.GetAsync(request, id, cancellationToken);

    [Function("ListAgentRuns")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> ListOfAgent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/runs")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _runs.ListAsync(request, id, cancellationToken);
}
