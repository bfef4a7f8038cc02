using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
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
        var (order, communityId) = FeedQuery.Of(query);
        var cursor = query.Cursor(order is null ? FeedEntry.IsCursor : RankingCursor.IsCursor);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        if (communityId is not null && await directory.CommunityAsync(communityId, cancellationToken) is null)
            return ApiResults.Error(ApiError.Unknown("community_id", "community"));

        var page = await reader.FeedAsync(order, communityId, cursor, limit, cancellationToken);
        var book = await names.ReadAsync(cancellationToken);
        return ApiResults.Page([.. page.Items.Select(post => PostView.Of(post, book))], Cursor.Encode(page.Cursor));
    }
}
