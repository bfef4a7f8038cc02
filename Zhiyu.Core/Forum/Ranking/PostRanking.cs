namespace Zhiyu.Core.Forum.Ranking;

/// <summary>The posts of a community, or of the whole forum, that rank first.</summary>
internal sealed record PostRanking
{
    /// <summary>How many it keeps for each order.</summary>
    public const int Kept = 100;

    public static readonly PostRanking Empty = new();

    /// <summary>In no order: heat passes with time.</summary>
    public IReadOnlyList<RankedPost> Posts { get; init; } = [];

    /// <summary>When each community was last looked at. Of the whole forum's ranking only.</summary>
    public IReadOnlyDictionary<string, RankingTurn> Turns { get; init; } = new Dictionary<string, RankingTurn>();

    public IEnumerable<RankedPost> In(RankingOrder order, DateTimeOffset now) => order == RankingOrder.Hot
        ? Posts.OrderByDescending(post => post.Heat(now)).ThenByDescending(post => post.PostId, StringComparer.Ordinal)
        : Posts.OrderByDescending(post => post.Merit)
            .ThenByDescending(post => post.Comments)
            .ThenByDescending(post => post.PostId, StringComparer.Ordinal);

    /// <summary>The ranking with what was found in place of what it says of these posts.</summary>
    /// <param name="looked">The posts that were looked at.</param>
    /// <param name="found">Those of them that may be read.</param>
    /// <param name="now">The time of the looking.</param>
    public PostRanking With(IEnumerable<string> looked, IEnumerable<RankedPost> found, DateTimeOffset now)
    {
        var gone = looked.ToHashSet();
        var all = this with { Posts = [.. Posts.Where(post => !gone.Contains(post.PostId)), .. found] };
        return all with
        {
            Posts = [.. all.In(RankingOrder.Hot, now).Take(Kept).Union(all.In(RankingOrder.Top, now).Take(Kept))],
        };
    }
}

/// <param name="At">When it was looked at.</param>
/// <param name="Calm">How often in a row nothing had changed.</param>
internal sealed record RankingTurn(DateTimeOffset At, int Calm)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private const int MostDoublings = 4;

    /// <summary>
    /// When to look again: after a minute, and after twice as long each time that nothing has changed, at most 16.
    /// </summary>
    public DateTimeOffset Due => At + (Shortest * Math.Pow(2, Math.Min(Calm, MostDoublings)));
}
