using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryPoisonStore : IPoisonStore
{
    private const string AfterIds = "~";

    private readonly MemoryTable<Poison> _table = new();

    public Task RecordAsync(Poison poison, CancellationToken cancellationToken)
    {
        _table.Put(Keys.OfPoison(poison.Id), poison, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Find(Keys.OfPoison(id), cancellationToken));

    public Task<IReadOnlyList<Stored<Poison>>> PageAsync(
        string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Range(Keys.PoisonPartition, after ?? "", AfterIds, take, cancellationToken));

    public Task ForgetAsync(Stored<Poison> read, CancellationToken cancellationToken)
    {
        _table.Remove(Keys.OfPoison(read.Row.Id), read.ETag, cancellationToken);
        return Task.CompletedTask;
    }

    public async Task<int> CountAsync(int max, CancellationToken cancellationToken) =>
        (await PageAsync(after: null, max, cancellationToken)).Count;
}
