using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Digests;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Digests;

/// <summary>The digest of the last day.</summary>
public sealed class DigestFunctions(DigestReader digests, ForumNames names)
{
    [Function("GetToday")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/today")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var digest = await digests.ReadAsync(cancellationToken);
        return ApiResults.Read(DigestView.Of(digest, await names.ReadAsync(cancellationToken)));
    }
}
