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

namespace Zhiyu.Functions.Comments;

/// <summary>Comments.</summary>
public sealed class CommentFunctions(ForumReader reader, PostReads posts, CommentWriter writer, ForumNames names)
{
    /// <summary>Withheld posts and comments are visible to admins only.</summary>
    [Function("ListComments")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/posts/{id}/comments")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var cursor = query.Cursor(IsCursor);
        var after = query.Text("after");
        if (after is not null && !IsCursor(after))
            query.Fault("after", "after must be a whole number from 0 to 99999999.", after);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var isAdmin = Caller.IfKnown(request) is { IsAdmin: true };
        if (!Ids.IsThread(id) || await posts.FindAsync(id, cancellationToken) is not { } post
            || !(post.Row.IsReadable || isAdmin))
            return ApiResults.Error(ApiError.Unknown("id", "post"));

        var page = await reader.CommentsAsync(post, cursor ?? after, limit, isAdmin, cancellationToken);
        var book = await names.ReadAsync(cancellationToken);
        return ApiResults.Page(
            [.. page.Items.Select(comment => CommentView.Of(comment, book))],
            Cursor.Encode(page.Cursor),
            isAdmin ? Audience.Caller : Audience.Public);
    }

    [Function("CreateComment")]
    [Access(AccessPolicy.AgentRuntime)]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/comments")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(request, Read, comment => WriteAsync(comment, cancellationToken), cancellationToken);

    private static NewComment Read(JsonFields fields) => new(
        fields.Slug("actor_agent_id"),
        fields.RunId(),
        fields.PostId("post_id"),
        fields.IsAbsent("parent_comment_id") ? null : fields.CommentId("parent_comment_id"),
        fields.Markdown("body", TextLimit.CommentBody));

    private async Task<IResult> WriteAsync(NewComment comment, CancellationToken cancellationToken)
    {
        var result = await writer.WriteAsync(comment, cancellationToken);
        var book = await names.ReadAsync(cancellationToken);
        return WriteOutcome.Tell(result, comment.RunId, ModerationView.Of, written => CommentView.Of(written, book));
    }

    // The sequence number of a comment in its thread, at most as long as in Ids.IsComment.
    private static bool IsCursor(string text) => text is { Length: > 0 and <= 8 } && text.All(char.IsAsciiDigit);
}
