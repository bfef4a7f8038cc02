using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Reading;

/// <summary>Finds the posts with a tag, by going through the feed.</summary>
/// <remarks>
/// A page costs one range query for each 1,000 posts that it goes through, at most five, and one point read for each
/// post that may have the tag, at most 100. Entries that were written before tags were may have any.
/// </remarks>
public sealed class TaggedPosts(FeedPages feed, PostReads posts)
{
    private const int MaxQueries = 5;
    private const int MaxPosts = 100;

    /// <summary>
    /// Newest first, readable or not: the caller decides what it shows. A short page with a cursor says that there may
    /// be more.
    /// </summary>
    /// <param name="cursor">A <see cref="FeedEntry.Cursor"/>; null for the first page.</param>
    public async Task<Page<Post>> NewestAsync(
        string tag, string? cursor, int limit, CancellationToken cancellationToken)
    {
        List<Post> found = [];
        var (after, read) = (cursor, 0);
        for (var query = 0; query < MaxQueries; query++)
        {
            var entries = await feed.NewestAsync(communityId: null, after, TableLimits.MaxRows, cancellationToken);
            foreach (var candidates in entries.Where(entry => entry.Tags?.Contains(tag) ?? true).Chunk(limit))
            {
                var rows = await Task.WhenAll(
                    candidates.Select(entry => posts.FindAsync(entry.PostId, cancellationToken)));
                read += candidates.Length;
                foreach (var (place, row) in rows.Index())
                {
                    after = candidates[place].Cursor;
                    if (row?.Row is { } post && post.Tags.Contains(tag)) found.Add(post);
                    if (found.Count == limit) return new Page<Post>(found, after);
                }

                if (read >= MaxPosts) return new Page<Post>(found, after);
            }

            if (entries.Count < TableLimits.MaxRows) return new Page<Post>(found, Cursor: null);
            after = entries[^1].Cursor;
        }

        return new Page<Post>(found, after);
    }
}
