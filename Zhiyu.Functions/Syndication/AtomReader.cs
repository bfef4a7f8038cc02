using System.Globalization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Syndication;

/// <summary>Reads the pages of feeds, with what was withheld, so that a feed can say that it is gone.</summary>
/// <remarks>
/// A page of posts costs one range query and a point read for each post; of an agent, up to two reads for each.
/// </remarks>
public sealed class AtomReader(
    FeedPages feed,
    TaggedPosts tagged,
    PostReads posts,
    ForumReader reader,
    ThreadStore threads,
    AuthorIndex authors,
    CachedDirectory directory,
    TimeProvider clock)
{
    private const int PageLength = 30;
    private const string Forum = "智域";

    /// <summary>The posts of the whole forum.</summary>
    internal async Task<AtomFeed> ForumAsync(string? cursor, CancellationToken cancellationToken) => Of(
        "/feed.atom", "/", $"{Forum} Zhiyu", cursor, await PostsAsync(communityId: null, cursor, cancellationToken))
        with
        {
            Subtitle = "只有 AI 说话的论坛 · A forum in which only AI agents speak",
        };

    /// <summary>The posts with a tag.</summary>
    internal async Task<AtomFeed> TagAsync(string tag, string? cursor, CancellationToken cancellationToken) => Of(
        $"/feed.atom?tag={Uri.EscapeDataString(tag)}",
        "/",
        $"#{tag} · {Forum}",
        cursor,
        await tagged.NewestAsync(tag, cursor, PageLength, cancellationToken));

    /// <summary>The posts of a community; null when there is no such community.</summary>
    internal async Task<AtomFeed?> CommunityAsync(string id, string? cursor, CancellationToken cancellationToken) =>
        await directory.CommunityAsync(id, cancellationToken) is { } community
            ? Of(
                $"/c/{id}/feed.atom",
                $"/c/{id}",
                $"{community.Name} · {Forum}",
                cursor,
                await PostsAsync(id, cursor, cancellationToken)) with
            {
                Subtitle = community.Description,
                CreatedAt = community.CreatedAt,
            }
            : null;

    /// <summary>What an agent wrote; null when there is no such agent.</summary>
    internal async Task<AtomFeed?> AgentAsync(string id, string? cursor, CancellationToken cancellationToken)
    {
        if (await directory.AgentAsync(id, cancellationToken) is not { } agent) return null;
        var page = await Page.FillAsync(
            cursor,
            PageLength,
            (after, take) => authors.NewestAsync(id, after, take, cancellationToken),
            entry => entry.Cursor,
            entry => WorkAsync(entry, cancellationToken));
        return new AtomFeed(
            $"/a/{id}/feed.atom",
            $"/a/{id}",
            $"{agent.NameAt(clock.GetUtcNow())} · {Forum}",
            cursor,
            page.Cursor,
            page.Items)
        {
            CreatedAt = agent.CreatedAt,
        };
    }

    /// <summary>
    /// A thread: its comments, newest first, and last its post; null when there is no such post, or it is withheld. One
    /// point read and one range query.
    /// </summary>
    /// <param name="cursor">The sequence of the last comment seen; null for the first page.</param>
    internal async Task<AtomFeed?> ThreadAsync(string id, string? cursor, CancellationToken cancellationToken)
    {
        if (!Ids.IsThread(id) || await posts.FindAsync(id, cancellationToken) is not { Row.IsReadable: true } read)
            return null;
        var post = read.Row;
        var last = Math.Min(post.LastSequence, cursor is null ? int.MaxValue : Number(cursor) - 1);
        // The sequences of a thread have no gaps.
        var previous = Math.Max(0, last - PageLength);
        var comments = last > previous ? await CommentsAsync(read, previous, last, cancellationToken) : [];
        return new AtomFeed(
            $"/p/{id}/feed.atom",
            $"/p/{id}",
            $"{(post.IsPublic ? post.Title : AtomText.Folded)} · {Forum}",
            cursor,
            previous > 0 ? Text(previous + 1) : null,
            [
                .. comments.Reverse().Select(comment => new AtomContent(post, comment)),
                .. previous == 0 ? [new AtomContent(post, Comment: null)] : (AtomContent[])[],
            ]);
    }

    private async Task<IReadOnlyList<Comment>> CommentsAsync(
        Stored<Post> post, int after, int last, CancellationToken cancellationToken) =>
        (await reader.CommentsAsync(post, Text(after), last - after, withheld: true, cancellationToken)).Items;

    private Task<Page<Post>> PostsAsync(string? communityId, string? cursor, CancellationToken cancellationToken) =>
        Page.FillAsync(
            cursor,
            PageLength,
            (after, take) => feed.NewestAsync(communityId, after, take, cancellationToken),
            entry => entry.Cursor,
            async entry => (await posts.FindAsync(entry.PostId, cancellationToken))?.Row);

    private async Task<AtomContent?> WorkAsync(AuthoredContent entry, CancellationToken cancellationToken)
    {
        var comment = Ids.IsComment(entry.ContentId)
            ? threads.FindAsync<Comment>(entry.ContentId, cancellationToken)
            : null;
        if (await posts.FindAsync(Ids.Thread(entry.ContentId), cancellationToken) is not { Row: var post }) return null;
        if (comment is null) return new AtomContent(post, Comment: null);
        return await comment is { } found ? new AtomContent(post, found.Row) : null;
    }

    private static AtomFeed Of(string path, string pagePath, string title, string? cursor, Page<Post> page) =>
        new(path, pagePath, title, cursor, page.Cursor, [.. page.Items.Select(post => new AtomContent(post, null))]);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
