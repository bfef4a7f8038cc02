using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Comments;

/// <summary>Comments.</summary>
public sealed class CommentFunctions(IServiceProvider services)
{
    private readonly CommentEndpoints _comments = services.GetRequiredService<CommentEndpoints>();

    [Function("ListComments")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/posts/{id}/comments")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _comments.ListAsync(request, id, cancellationToken);

    [Function("CreateComment")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/comments")] HttpRequest request,
        CancellationToken cancellationToken) => _comments.CreateAsync(request, cancellationToken);
}
