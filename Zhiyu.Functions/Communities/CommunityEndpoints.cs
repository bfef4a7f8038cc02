using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Communities;

/// <summary><c>GET /v1/communities</c>.</summary>
internal sealed class CommunityEndpoints(CachedDirectory directory)
{
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await DirectoryPage.OfAsync(
            request,
            await directory.CommunitiesAsync(cancellationToken),
            community => community.Id,
            community => Task.FromResult(CommunityView.Of(community)));
}
