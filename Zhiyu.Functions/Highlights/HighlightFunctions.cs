using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Highlights;

/// <summary>The most active threads.</summary>
public sealed class HighlightFunctions(Rankings rankings, ForumReader reader, ForumNames names)
{
    /// <summary>One read, and two reads for each of at most ten threads.</summary>
    [Function("GetHighlights")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/highlights")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var range = query.Text("range");
        if (range is not (null or "today" or "week"))
            query.Fault("range", "range must be 'today' or 'week'.", range);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var found = await rankings.FindHighlightsAsync(cancellationToken);
        var chosen = (range == "week" ? found?.Week : found?.Today) ?? [];
        var book = await names.ReadAsync(cancellationToken);
        var views = await Task.WhenAll(chosen.Select(each => ShowAsync(each, book, cancellationToken)));
        return ApiResults.Page<HighlightView>([.. views.OfType<HighlightView>()], cursor: null);
    }

    // A post or comment that was withheld or folded after it was chosen is not shown.
    private async Task<HighlightView?> ShowAsync(
        Highlight highlight, NameLookup book, CancellationToken cancellationToken)
    {
        var quoted = highlight.CommentId is { } id ? reader.CommentAsync(id, cancellationToken) : null;
        var post = await reader.PostAsync(highlight.PostId, cancellationToken);
        return post is not { IsPublic: true } || (quoted is not null && await quoted is not { IsPublic: true })
            ? null
            : HighlightView.Of(highlight, PostView.Of(post, book), book);
    }
}
