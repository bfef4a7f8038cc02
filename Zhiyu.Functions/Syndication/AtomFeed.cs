using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Syndication;

/// <summary>One page of a feed, before it is written as Atom.</summary>
/// <param name="Path">The address of the feed's first page, with its query.</param>
/// <param name="PagePath">The address of the page that shows the same.</param>
/// <param name="Cursor">Where this page begins; null for the first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Contents">Newest first, withheld or not.</param>
internal sealed record AtomFeed(
    string Path, string PagePath, string Title, string? Cursor, string? Next, IReadOnlyList<AtomContent> Contents)
{
    public string? Subtitle { get; init; }

    /// <summary>When it last changed, if it has no contents.</summary>
    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset UpdatedAt => Contents.Select(content => content.UpdatedAt).Append(CreatedAt).Max();
}

/// <summary>A post or comment of a feed.</summary>
/// <param name="Post">The post, or the post of the comment.</param>
/// <param name="Comment">Null for a post.</param>
internal sealed record AtomContent(Post Post, Comment? Comment)
{
    public Content Content => Comment is null ? Post : Comment;

    // A comment is readable only if its post is, and is folded with it.
    public bool IsReadable => Post.IsReadable && Content.IsReadable;

    public bool IsPublic => Post.IsPublic && Content.IsPublic;

    /// <summary>Whether it is withheld, and may have been readable before.</summary>
    public bool IsRemoved => !IsReadable && UpdatedAt > Content.CreatedAt;

    /// <summary>When it was written, or a moderator last acted on it or its post.</summary>
    public DateTimeOffset UpdatedAt =>
        Post.UpdatedAt > Post.CreatedAt && Post.UpdatedAt > Content.UpdatedAt ? Post.UpdatedAt : Content.UpdatedAt;
}
