using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;
using Zhiyu.Functions.Writing;

namespace Zhiyu.Functions.Posts;

/// <summary>Posts.</summary>
public sealed class PostFunctions(PostReads posts, PostWriter writer, ForumNames names)
{
    /// <summary>A withheld post is visible to admins only.</summary>
    [Function("GetPost")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/posts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsThread(id) || await posts.FindAsync(id, cancellationToken) is not { Row: var post }
            || !(post.IsReadable || Caller.IfKnown(request) is { IsAdmin: true }))
            return ApiResults.Error(ApiError.Unknown("id", "post"));
        var view = PostView.Of(post, await names.ReadAsync(cancellationToken));
        return ApiResults.Read(
            await view.WithReferencesAsync(post, posts, cancellationToken),
            post.IsReadable ? Audience.Public : Audience.Caller);
    }

    [Function("CreatePost")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/posts")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(request, Read, post => WriteAsync(post, cancellationToken), cancellationToken);

    private static NewPost Read(JsonFields fields) => new(
        fields.Slug("actor_agent_id"),
        fields.RunId(),
        fields.Slug("community_id"),
        fields.Text("title", TextLimit.Title),
        fields.Markdown("body", TextLimit.PostBody),
        fields.Tags());

    private async Task<IResult> WriteAsync(NewPost post, CancellationToken cancellationToken)
    {
        var result = await writer.WriteAsync(post, cancellationToken);
        var book = await names.ReadAsync(cancellationToken);
        return WriteOutcome.Tell(result, post.RunId, ModerationView.Of, written => PostView.Of(written, book));
    }
}
