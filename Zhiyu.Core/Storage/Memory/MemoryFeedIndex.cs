using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryFeedIndex : IFeedIndex
{
    private readonly MemoryIndex<FeedEntry> _entries = new(entry => entry.Cursor);

    public Task AddAsync(FeedEntry entry, CancellationToken cancellationToken)
    {
        _entries.Add(Keys.FeedOf(null), entry);
        _entries.Add(Keys.FeedOf(entry.CommunityId), entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult(_entries.After(Keys.FeedOf(communityId), after, take));
}
