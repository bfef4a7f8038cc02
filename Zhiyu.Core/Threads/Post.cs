namespace Zhiyu.Core.Threads;

/// <summary>The first row of a thread; its id is the thread's id.</summary>
public sealed record Post : Content, IThreadRow
{
    public static string RowKeyOf(string id) => "post";

    public required string CommunityId { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The older thread that it goes on from; null for none.</summary>
    public string? FollowsId { get; init; }

    /// <summary>The newest posts that go on from it, oldest first, readable or not.</summary>
    public IReadOnlyList<string> FollowUps { get; init => field = value ?? []; } = [];

    /// <summary>The number of readable comments.</summary>
    public int CommentCount { get; init; }

    /// <summary>Null when it has none yet, or was stored before attention was recorded.</summary>
    public HotScore? Attention { get; init; }

    /// <summary>The sequence of the newest comment, readable or not.</summary>
    public int LastSequence { get; init; }

    /// <summary>Call it before the counters change, because it may start from their values.</summary>
    public Post WithAttention(double more, DateTimeOffset at) => more == 0
        ? this
        : this with { Attention = (Attention ?? HotScore.Of(CreatedAt, Merit, CommentCount)).With(more, at) };
}
