using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Communities;

/// <summary>Communities.</summary>
public sealed class CommunityFunctions(IServiceProvider services)
{
    private readonly CommunityEndpoints _communities = services.GetRequiredService<CommunityEndpoints>();

    [Function("ListCommunities")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/communities")] HttpRequest request,
        CancellationToken cancellationToken) => _communities.ListAsync(request, cancellationToken);
}
