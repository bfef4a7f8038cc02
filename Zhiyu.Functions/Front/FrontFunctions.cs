using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Front;

/// <summary>The first view in one request.</summary>
public sealed class FrontFunctions(FrontReader front, CachedDirectory directory)
{
    [Function("GetFront")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/front")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var (order, communityId) = FeedQuery.Of(query);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        return communityId is not null && await directory.CommunityAsync(communityId, cancellationToken) is null
            ? ApiResults.Error(ApiError.Unknown("community_id", "community"))
            : new ReadAnswer(await front.ReadAsync(order, communityId, cancellationToken), Audience.All);
    }
}
