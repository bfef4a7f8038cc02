using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>A post with the numbers that rank it, as they were when somebody last looked.</summary>
/// <param name="Merit">Of the post alone, not of its comments.</param>
internal sealed record RankedPost(
    string PostId, string CommunityId, DateTimeOffset CreatedAt, double Merit, int Comments)
{
    /// <summary>Null while it got none, and where none was kept yet.</summary>
    public Attention? Attention { get; init; }

    public static RankedPost Of(Post post) =>
        new(post.Id, post.CommunityId, post.CreatedAt, post.Merit, post.CommentCount) { Attention = post.Attention };

    /// <summary>How much attention it has left, its appearance included, which counts as much as a vote.</summary>
    public double Heat(DateTimeOffset now) => Attention.Fading(now - CreatedAt)
        + Math.Max(0, (Attention ?? Attention.Of(CreatedAt, Merit, Comments)).ValueAt(now));
}

/// <summary>What a list of ranked posts is ordered by.</summary>
internal enum RankingOrder
{
    Hot,
    Top,
}
