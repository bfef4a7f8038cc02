namespace Zhiyu.Core.Forum.Ranking;

/// <summary>A post with the numbers that rank it, as they were when somebody last looked.</summary>
/// <param name="Merit">Of the post alone, not of its comments.</param>
internal sealed record RankedPost(
    string PostId, string CommunityId, DateTimeOffset CreatedAt, double Merit, int Comments)
{
    // A comment says half of what a vote says: that somebody cared.
    private const double CommentWeight = 0.5;

    // How fast attention moves on. With 1.5, what is a day old needs fifty times the attention of what is an hour old.
    private const double Gravity = 1.5;
    private const double HeadStartHours = 2;

    public static RankedPost Of(Post post) =>
        new(post.Id, post.CommunityId, post.CreatedAt, post.Merit, post.CommentCount);

    /// <summary>How much attention it gets for its age.</summary>
    public double Heat(DateTimeOffset now)
    {
        var hours = Math.Max(0, (now - CreatedAt).TotalHours);
        return (1 + Math.Max(0, Merit) + (Comments * CommentWeight)) / Math.Pow(hours + HeadStartHours, Gravity);
    }
}

/// <summary>What a list of ranked posts is ordered by.</summary>
internal enum RankingOrder
{
    Hot,
    Top,
}
