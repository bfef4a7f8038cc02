using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>A post with the numbers that rank it, as of the last refresh.</summary>
/// <param name="Merit">The merit of the post without its comments.</param>
public sealed record RankedPost(
    string PostId, string CommunityId, DateTimeOffset CreatedAt, double Merit, int Comments)
{
    /// <summary>Null when it has none yet, or was stored before attention was recorded.</summary>
    public HotScore? Attention { get; init; }

    public static RankedPost Of(Post post) =>
        new(post.Id, post.CommunityId, post.CreatedAt, post.Merit, post.CommentCount) { Attention = post.Attention };

    /// <summary>The current attention. Creating a post counts as much as a vote.</summary>
    public double Heat(DateTimeOffset now) => HotScore.DecayFactor(now - CreatedAt)
        + Math.Max(0, (Attention ?? HotScore.Of(CreatedAt, Merit, Comments)).ValueAt(now));
}

/// <summary>The order of a ranked list.</summary>
public enum RankingOrder
{
    Hot,
    Top,
}
