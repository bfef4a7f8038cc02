using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Posts;

/// <summary>The feed.</summary>
/// <remarks>
/// The worker's fast path calls only public classes, and the services that they need are internal. So the constructor
/// takes the service provider, here and in most other function classes.
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
