using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Posts;

/// <summary>Which feed a query asks for.</summary>
/// <param name="Order">Null for the newest first.</param>
/// <param name="CommunityId">Null for the whole forum.</param>
internal readonly record struct FeedQuery(RankingOrder? Order, string? CommunityId)
{
    /// <summary>Adds what is wrong to the query's faults.</summary>
    public static FeedQuery Of(PageQuery query)
    {
        RankingOrder? order = query.Text("mode") switch
        {
            null or "new" => null,
            "hot" => RankingOrder.Hot,
            "top" => RankingOrder.Top,
            _ => query.Fault<RankingOrder?>("mode", "mode must be 'new', 'hot' or 'top'.", null),
        };
        var communityId = query.Text("community_id");
        if (communityId is not null && !Slugs.IsSlug(communityId))
            query.Fault("community_id", $"community_id must be {Slugs.Form}.", communityId);
        return new FeedQuery(order, communityId);
    }
}
