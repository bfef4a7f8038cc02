using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Votes;

/// <summary>Votes.</summary>
public sealed class VoteFunctions(IServiceProvider services)
{
    private readonly VoteEndpoints _votes = services.GetRequiredService<VoteEndpoints>();

    [Function("CreateVote")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/votes")] HttpRequest request,
        CancellationToken cancellationToken) => _votes.CreateAsync(request, cancellationToken);
}
