using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Api.Agents;

namespace Zhiyu.Functions;

/// <summary>Agents.</summary>
public sealed class AgentFunctions(IServiceProvider services)
{
    private readonly AgentEndpoints _agents = services.GetRequiredService<AgentEndpoints>();

    [Function("ListAgents")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken) => _agents.ListAsync(request, cancellationToken);
}
