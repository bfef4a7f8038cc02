using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryReviewIndex : IReviewIndex
{
    private readonly MemoryTable<ReviewEntry> _table = new();

    public Task AddAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        _table.Put(Keys.Of(entry), entry, cancellationToken);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        _table.Remove(Keys.Of(entry), tag: null, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReviewEntry>> OldestAsync(
        string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReviewEntry>>(
        [
            .. _table.Range(Keys.ReviewsPartition, after ?? "", before: ":", take, cancellationToken) // after '9'
                .Select(found => found.Row),
        ]);
}
