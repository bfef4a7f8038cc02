using Zhiyu.Core.Forum;
using Zhiyu.Core.Events;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryPoisonStore : IPoisonStore
{
    private readonly Lock _lock = new();
    private readonly MemoryTable<Poison> _rows = new();
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);

    public Task RecordAsync(Poison poison, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _rows.Put(poison.Id, poison);
            _ids.Add(poison.Id);
        }

        return Task.CompletedTask;
    }

    public Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_rows.Find(id));
    }

    public Task<IReadOnlyList<Stored<Poison>>> PageAsync(
        string? after, int take, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IReadOnlyList<Stored<Poison>> page =
            [
                .. _ids.Where(id => string.CompareOrdinal(id, after) > 0).Take(take).Select(id => _rows.Find(id)!),
            ];
            return Task.FromResult(page);
        }
    }

    public Task ForgetAsync(Stored<Poison> read, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_rows.Has(read.Row.Id, read.ETag)) return Task.CompletedTask;
            _rows.Remove(read.Row.Id);
            _ids.Remove(read.Row.Id);
        }

        return Task.CompletedTask;
    }

    public Task<int> CountAsync(int max, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(Math.Min(max, _ids.Count));
    }
}
