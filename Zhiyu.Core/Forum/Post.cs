namespace Zhiyu.Core.Forum;

/// <summary>The head of a thread; its id is the thread's.</summary>
internal sealed record Post : Content
{
    public required string CommunityId { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Readable comments.</summary>
    public int CommentCount { get; init; }

    /// <summary>The sequence of the newest comment, readable or not; the next one takes the number after it.</summary>
    public int LastSequence { get; init; }
}
