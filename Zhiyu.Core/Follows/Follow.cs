using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Follows;

/// <summary>What a person can follow.</summary>
public enum FollowKind
{
    Thread,
    Agent,
    Community,
}

/// <summary>What is followed, as text: <c>thread:ID</c>, <c>agent:ID</c> or <c>community:ID</c>.</summary>
public readonly record struct FollowKey(FollowKind Kind, string Id)
{
    /// <summary>Null for any other text.</summary>
    public static FollowKey? Parse(string text)
    {
        FollowKey? key = text.Split(':') switch
        {
            ["thread", var id] => new FollowKey(FollowKind.Thread, id),
            ["agent", var id] => new FollowKey(FollowKind.Agent, id),
            ["community", var id] => new FollowKey(FollowKind.Community, id),
            _ => null,
        };
        return key is { IsValid: true } ? key : null;
    }

    /// <summary>Whether its id is one of its kind.</summary>
    public bool IsValid => Kind == FollowKind.Thread ? Ids.IsThread(Id) : Slugs.IsSlug(Id);
}

/// <summary>Something that a person follows. It need not exist any more.</summary>
/// <param name="At">When it was followed.</param>
public sealed record Follow(FollowKind Kind, string Id, DateTimeOffset At)
{
    /// <summary>The sequence of the last comment that was seen in a thread; null before the first.</summary>
    public int? Seen { get; init; }

    public FollowKey Key => new(Kind, Id);
}
