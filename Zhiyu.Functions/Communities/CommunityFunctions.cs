using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Communities;

/// <summary>Communities.</summary>
public sealed class CommunityFunctions(CachedDirectory directory)
{
    [Function("ListCommunities")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/communities")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await DirectoryPage.OfAsync(
            request,
            await directory.CommunitiesAsync(cancellationToken),
            community => community.Id,
            community => Task.FromResult(CommunityView.Of(community)));
}
