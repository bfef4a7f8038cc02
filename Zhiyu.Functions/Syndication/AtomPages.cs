using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;

namespace Zhiyu.Functions.Syndication;

/// <summary>Keeps finished pages for two seconds, because many readers poll the same feed.</summary>
public sealed class AtomPages(PageCache pages, ForumNames names)
{
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(2);

    /// <param name="origin">The public address of the forum.</param>
    /// <param name="feed">Which feed.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="read">Reads the page; null when there is no such feed.</param>
    /// <param name="cancellationToken">The caller's.</param>
    internal async Task<AtomPage?> FindAsync(
        Uri origin,
        string feed,
        string? cursor,
        Func<CancellationToken, Task<AtomFeed?>> read,
        CancellationToken cancellationToken)
    {
        var found = await pages.GetAsync<AtomPage>(
            (nameof(AtomPage), origin, feed, cursor),
            Staleness,
            async token => await read(token) is { } page
                ? [new AtomPage(
                    new AtomWriter(origin, await names.ReadAsync(token)).Write(page),
                    page.UpdatedAt)]
                : [],
            length: page => page.Xml.Length,
            cancellationToken);
        return found is [var only] ? only : null;
    }
}

/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record AtomPage(byte[] Xml, DateTimeOffset UpdatedAt);
