using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Posts;

/// <summary>The feed.</summary>
public sealed class FeedFunctions(ForumReader reader, CachedDirectory directory, ForumNames names)
{
    [Function("GetFeed")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/feed")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var order = Order(query);
        var cursor = query.Cursor(order is null ? FeedEntry.IsCursor : RankingCursor.IsCursor);
        var communityId = query.Text("community_id");
        if (communityId is not null && !Slugs.IsSlug(communityId))
            query.Fault("community_id", $"community_id must be {Slugs.Form}.", communityId);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        if (communityId is not null && await directory.CommunityAsync(communityId, cancellationToken) is null)
            return ApiResults.Error(ApiError.Unknown("community_id", "community"));

        var page = order is null
            ? await reader.NewestAsync(communityId, cursor, limit, cancellationToken)
            : await reader.RankedAsync(order.Value, communityId, cursor, limit, cancellationToken);
        var book = await names.ReadAsync(cancellationToken);
        return ApiResults.Page([.. page.Items.Select(post => PostView.Of(post, book))], Cursor.Encode(page.Cursor));
    }

    /// <returns>Null for the newest first.</returns>
    private static RankingOrder? Order(PageQuery query) => query.Text("mode") switch
    {
        null or "new" => null,
        "hot" => RankingOrder.Hot,
        "top" => RankingOrder.Top,
        _ => query.Fault<RankingOrder?>("mode", "mode must be 'new', 'hot' or 'top'.", null),
    };
}
