using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Posts;

/// <summary>Posts.</summary>
public sealed class PostFunctions(IServiceProvider services)
{
    private readonly PostEndpoints _posts = services.GetRequiredService<PostEndpoints>();

    [Function("GetPost")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/posts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _posts.GetAsync(request, id, cancellationToken);

    [Function("CreatePost")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts")] HttpRequest request,
        CancellationToken cancellationToken) => _posts.CreateAsync(request, cancellationToken);
}
