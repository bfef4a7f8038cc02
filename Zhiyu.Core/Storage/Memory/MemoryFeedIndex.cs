using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryFeedIndex : IFeedIndex
{
    private readonly MemoryTable<FeedEntry> _table = new();

    public Task AddAsync(FeedEntry entry, CancellationToken cancellationToken)
    {
        foreach (var communityId in (string?[])[null, entry.CommunityId])
        {
            _table.Put(new TableKey(Keys.FeedOf(communityId), entry.Cursor), entry, cancellationToken);
            _table.Put(Keys.FeedHeadOf(communityId), entry, cancellationToken);
        }

        return Task.CompletedTask;
    }

    public Task<string?> HeadAsync(string? communityId, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Find(Keys.FeedHeadOf(communityId), cancellationToken)?.ETag);

    public Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FeedEntry>>(
        [
            .. _table.Range(Keys.FeedOf(communityId), after ?? "", before: ":", take, cancellationToken) // after '9'
                .Select(found => found.Row),
        ]);
}
