namespace Zhiyu.Core.Threads;

/// <summary>The head of a thread; its id is the thread's.</summary>
internal sealed record Post : Content
{
    public required string CommunityId { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Readable comments.</summary>
    public int CommentCount { get; init; }

    /// <summary>Null while it got none, and where none was kept yet.</summary>
    public Attention? Attention { get; init; }

    /// <summary>The sequence of the newest comment, readable or not; the next one takes the number after it.</summary>
    public int LastSequence { get; init; }

    /// <summary>To be asked before the counters change that it begins with.</summary>
    public Post WithAttention(double more, DateTimeOffset at) => more == 0
        ? this
        : this with { Attention = (Attention ?? Attention.Of(CreatedAt, Merit, CommentCount)).With(more, at) };
}
