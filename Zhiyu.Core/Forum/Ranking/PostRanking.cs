using Zhiyu.Core.Forum.Streaming;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>The top posts of a community or of the whole forum.</summary>
public sealed record PostRanking
{
    /// <summary>The number of posts kept for each order.</summary>
    public const int Kept = 100;

    public static readonly PostRanking Empty = new();

    /// <summary>Not sorted, because heat changes with time.</summary>
    public IReadOnlyList<RankedPost> Posts { get; init; } = [];

    /// <summary>
    /// The stream position up to which new activity is included. Only in the ranking of the whole forum.
    /// </summary>
    public string? Watched { get; init; }

    /// <summary>The last refresh of each community. Only in the ranking of the whole forum.</summary>
    public IReadOnlyDictionary<string, RankingRefresh> Turns { get; init; } = new Dictionary<string, RankingRefresh>();

    public IEnumerable<RankedPost> In(RankingOrder order, DateTimeOffset now) => order == RankingOrder.Hot
        ? Posts.OrderByDescending(post => post.Heat(now)).ThenByDescending(post => post.PostId, StringComparer.Ordinal)
        : Posts.OrderByDescending(post => post.Merit)
            .ThenByDescending(post => post.Comments)
            .ThenByDescending(post => post.PostId, StringComparer.Ordinal);

    /// <summary>The ranking with new activity from the stream.</summary>
    /// <param name="entries">The new entries of the stream.</param>
    /// <param name="watched">The stream position up to which entries were read.</param>
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

    /// <summary>The ranking with these posts replaced by their current state.</summary>
    /// <param name="looked">The posts that were read.</param>
    /// <param name="found">Those of them that are readable.</param>
    /// <param name="now">The time of the read.</param>
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

/// <param name="At">The time of the refresh.</param>
/// <param name="Calm">The number of refreshes in a row that found no change.</param>
public sealed record RankingRefresh(DateTimeOffset At, int Calm)
{
    /// <summary>The maximum number of active threads that wait for a refresh.</summary>
    public const int MostActive = 50;

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>For a community that was never refreshed.</summary>
    public static readonly RankingRefresh None = new(DateTimeOffset.MinValue, 0);

    private const int MaxDoublings = 4;

    /// <summary>Threads with activity since the refresh, newest last.</summary>
    public IReadOnlyList<string> Active { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The next refresh: after one minute if there was activity. Otherwise the interval doubles with each refresh that
    /// finds no change, up to 16 minutes.
    /// </summary>
    public DateTimeOffset Due =>
        At + (Shortest * (Active.Count > 0 ? 1 : Math.Pow(2, Math.Min(Calm, MaxDoublings))));
}
