using Zhiyu.Core.Forum.Feeds;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryFeedIndex : IFeedIndex
{
    private readonly MemoryTable<FeedEntry> _table = new();

    public Task AddAsync(FeedEntry entry, CancellationToken cancellationToken)
    {
        var cursor = entry.Cursor;
        _table.Put(new TableKey(Keys.FeedOf(null), cursor), entry, cancellationToken);
        _table.Put(new TableKey(Keys.FeedOf(entry.CommunityId), cursor), entry, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FeedEntry>>(
        [
            .. _table.Range(Keys.FeedOf(communityId), after ?? "", before: ":", take, cancellationToken) // after '9'
                .Select(found => found.Row),
        ]);
}
