using Microsoft.AspNetCore.Http;
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

/// <summary><c>GET /v1/posts/{id}</c> and <c>POST /v1/posts</c>.</summary>
internal sealed class PostEndpoints(
    PostReads posts, PostWriter writer, DataPlane dataPlane, ControlPlane control, ForumNames names)
{
    /// <summary>A withheld post is visible to admins only.</summary>
    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!Ids.IsThread(id) || await posts.FindAsync(id, cancellationToken) is not { Row: var post }
            || !(post.IsReadable || await control.IsAdminAsync(request, cancellationToken)))
            return ApiResults.Error(ApiError.Of(ErrorCode.NotFound, "id", "id names no post."));
        return ApiResults.Read(
            PostView.Of(post, await names.ReadAsync(cancellationToken)),
            post.IsReadable ? Audience.Public : Audience.Caller);
    }

    public Task<IResult> CreateAsync(HttpRequest request, CancellationToken cancellationToken) =>
        dataPlane.AcceptAsync(request, Read, WriteAsync, cancellationToken);

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
