using System.Globalization;
using Zhiyu.Core.Forum.Digests;
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

    /// <summary>
    /// Whether it contains what was withheld; else its time of change does not say that something was.
    /// </summary>
    public bool ShowsRemovals { get; init; } = true;

    /// <summary>The entry of the day, in the feed of digests.</summary>
    public AtomDay? Day { get; init; }

    public DateTimeOffset UpdatedAt => Contents.Select(content => content.UpdatedAt)
        .Append(Day?.UpdatedAt ?? CreatedAt).Append(CreatedAt).Max();

    /// <summary>The feed of digests. It has today's only: a digest is made of what is public at this moment.</summary>
    public static AtomFeed Of(CurrentDigest digest) => new(
        "/today/feed.atom", "/today", "智域 · 一日纪要", Cursor: null, Next: null, [])
    {
        Subtitle = "过去二十四小时，句句有出处 · The last 24 hours, with a source for every sentence",
        // Of a feed without an entry too, so that it stays the same all day.
        CreatedAt = AtomDay.BeginningOf(digest),
        // A reader that has the entry of today keeps what is in it until it comes again, be it empty.
        Day = digest.Sentences.Count > 0 || digest.WithheldAt >= AtomDay.BeginningOf(digest)
            ? new AtomDay(digest)
            : null,
        ShowsRemovals = false,
    };
}

/// <summary>The entry of a day. Days are UTC.</summary>
internal sealed record AtomDay(CurrentDigest Digest)
{
    public DateTimeOffset PublishedAt => BeginningOf(Digest);

    /// <summary>The date, by which the entry is the same all day.</summary>
    public string Date => PublishedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// When the newest of what it cites was written, or a moderator last acted on it or withheld something else.
    /// </summary>
    public DateTimeOffset UpdatedAt => Digest.Sentences
        .SelectMany(sentence => sentence.Cited)
        .Select(cite => new AtomContent(cite.Post, cite.Comment).UpdatedAt)
        .Append(PublishedAt).Append(Digest.WithheldAt).Max();

    public static DateTimeOffset BeginningOf(CurrentDigest digest) => new(digest.Until.UtcDateTime.Date, TimeSpan.Zero);
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
