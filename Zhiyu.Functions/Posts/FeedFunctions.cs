using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Posts;

/// <summary>The feed.</summary>
/// <remarks>
/// The worker calls public classes only by its fast and safe path, and what they need of the core is internal: so
/// functions take the provider (here and in most of the other classes).
/// </remarks>
public sealed class FeedFunctions(IServiceProvider services)
{
    private readonly FeedEndpoints _feed = services.GetRequiredService<FeedEndpoints>();

    [Function("GetFeed")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/feed")] HttpRequest request,
        CancellationToken cancellationToken) => _feed.ListAsync(request, cancellationToken);
}
