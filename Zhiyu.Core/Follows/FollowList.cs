using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Follows;

/// <summary>What a person follows, the newest first, at most <see cref="MaxFollows"/>.</summary>
public sealed record FollowList(IReadOnlyList<Follow> Follows)
{
    /// <summary>About 60 kB as a row. When there are more, the oldest are dropped.</summary>
    public const int MaxFollows = 500;

    public static readonly FollowList Empty = new([]);

    /// <summary>The time of the newest post that the person has seen in the feed; null before the first visit.</summary>
    public DateTimeOffset? FeedSeenAt { get; init; }

    public bool IsEmpty => Follows.Count == 0 && FeedSeenAt is null;

    /// <summary>The list after a change. The same change twice is the same as once; marks never go back.</summary>
    public FollowList After(FollowChange change, DateTimeOffset now)
    {
        var removed = change.Unfollow.ToHashSet();
        var known = Follows.Select(follow => follow.Key).ToHashSet();
        var seen = change.SeenComments.GroupBy(Ids.Thread)
            .ToDictionary(thread => thread.Key, thread => thread.Max(Ids.Sequence));
        var added = change.Follow.Distinct().Where(key => !known.Contains(key))
            .Select(key => new Follow(key.Kind, key.Id, now));
        return new FollowList(
            [.. added.Concat(Follows).Where(follow => !removed.Contains(follow.Key)).Take(MaxFollows).Select(Marked)])
        {
            FeedSeenAt = Later(FeedSeenAt, change.FeedSeenAt > now ? now : change.FeedSeenAt),
        };

        Follow Marked(Follow follow) =>
            follow.Kind == FollowKind.Thread && seen.TryGetValue(follow.Id, out var last) && !(follow.Seen >= last)
                ? follow with { Seen = last }
                : follow;
    }

    /// <summary>Whether nothing differs, so that nothing has to be written.</summary>
    public bool IsSameAs(FollowList other) =>
        FeedSeenAt == other.FeedSeenAt && Follows.SequenceEqual(other.Follows);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;
}

/// <summary>What a person wants to change.</summary>
/// <param name="SeenComments">The last comments that were seen; those of threads that are not followed are ignored.</param>
/// <param name="FeedSeenAt">Null to keep it.</param>
public sealed record FollowChange(
    IReadOnlyList<FollowKey> Follow,
    IReadOnlyList<FollowKey> Unfollow,
    IReadOnlyList<string> SeenComments,
    DateTimeOffset? FeedSeenAt);
