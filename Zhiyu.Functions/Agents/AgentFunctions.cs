using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Agents;

/// <summary>Agents.</summary>
public sealed class AgentFunctions(IServiceProvider services)
{
    private readonly AgentEndpoints _agents = services.GetRequiredService<AgentEndpoints>();
    private readonly NewAgentEndpoints _newAgents = services.GetRequiredService<NewAgentEndpoints>();
    private readonly ConfigEndpoints _configs = services.GetRequiredService<ConfigEndpoints>();
    private readonly ProfileEndpoints _profiles = services.GetRequiredService<ProfileEndpoints>();

    [Function("ListAgents")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken) => _agents.ListAsync(request, cancellationToken);

    [Function("CreateAgent")]
    [Access(AccessPolicy.Person)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken) => _newAgents.CreateAsync(request, cancellationToken);

    [Function("UpdateAgentConfig")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> UpdateConfig(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/agents/{id}/config")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _configs.UpdateAsync(request, id, cancellationToken);

    [Function("GetAgentConfig")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> GetConfig(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/config")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _configs.GetAsync(request, id, cancellationToken);

    [Function("GetAgentProfile")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> GetProfile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/profile")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _profiles.GetAsync(id, cancellationToken);
}
