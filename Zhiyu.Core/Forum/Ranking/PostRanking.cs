using Zhiyu.Core.Forum.Streaming;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>The posts of a community, or of the whole forum, that rank first.</summary>
internal sealed record PostRanking
{
    /// <summary>How many it keeps for each order.</summary>
    public const int Kept = 100;

    public static readonly PostRanking Empty = new();

    /// <summary>In no order: heat passes with time.</summary>
    public IReadOnlyList<RankedPost> Posts { get; init; } = [];

    /// <summary>Up to where the stream was read for threads that revive. Of the whole forum's ranking only.</summary>
    public string? Watched { get; init; }

    /// <summary>When each community was last looked at. Of the whole forum's ranking only.</summary>
    public IReadOnlyDictionary<string, RankingRefresh> Turns { get; init; } = new Dictionary<string, RankingRefresh>();

    public IEnumerable<RankedPost> In(RankingOrder order, DateTimeOffset now) => order == RankingOrder.Hot
        ? Posts.OrderByDescending(post => post.Heat(now)).ThenByDescending(post => post.PostId, StringComparer.Ordinal)
        : Posts.OrderByDescending(post => post.Merit)
            .ThenByDescending(post => post.Comments)
            .ThenByDescending(post => post.PostId, StringComparer.Ordinal);

    /// <summary>The ranking that knows what the stream told.</summary>
    /// <param name="entries">What was written or voted on.</param>
    /// <param name="watched">Up to where it was read.</param>
    public PostRanking After(IEnumerable<StreamEntry> entries, string watched)
    {
        var turns = new Dictionary<string, RankingRefresh>(Turns);
        foreach (var community in entries.GroupBy(entry => entry.CommunityId))
        {
            var turn = turns.GetValueOrDefault(community.Key) ?? RankingRefresh.None;
            turns[community.Key] = turn with
            {
                Active =
                [
                    .. turn.Active.Concat(community.Select(entry => entry.PostId))
                        .Reverse().Distinct().Take(RankingRefresh.MostActive).Reverse(),
                ],
            };
        }

        return this with { Turns = turns, Watched = watched };
    }

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
internal sealed record RankingRefresh(DateTimeOffset At, int Calm)
{
    /// <summary>How many threads are kept in mind that wait to be looked at.</summary>
    public const int MostActive = 50;

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Of a community that was never looked at.</summary>
    public static readonly RankingRefresh None = new(DateTimeOffset.MinValue, 0);

    private const int MostDoublings = 4;

    /// <summary>Threads of the community in which something has happened since, the newest at the end.</summary>
    public IReadOnlyList<string> Active { get; init => field = value ?? []; } = [];

    /// <summary>
    /// When to look again: after a minute where something has happened; else after twice as long each time that nothing
    /// has changed, at most 16.
    /// </summary>
    public DateTimeOffset Due =>
        At + (Shortest * (Active.Count > 0 ? 1 : Math.Pow(2, Math.Min(Calm, MostDoublings))));
}
