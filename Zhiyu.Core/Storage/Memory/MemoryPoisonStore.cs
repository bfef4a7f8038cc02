using System.Collections.Concurrent;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryPoisonStore : IPoisonStore, IPoisonActions
{
    private readonly MemoryTable<Poison> _table = new();
    private readonly ConcurrentDictionary<string, GovernanceAction> _actions = new(StringComparer.Ordinal);

    public Task RecordAsync(Poison poison, CancellationToken cancellationToken)
    {
        _table.Put(Keys.OfPoison(poison.Id), poison, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Find(Keys.OfPoison(id), cancellationToken));

    public Task<IReadOnlyList<Stored<Poison>>> PageAsync(
        string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Range(Keys.PoisonPartition, after ?? "", Keys.PoisonAction, take, cancellationToken));

    public Task ForgetAsync(Stored<Poison> read, CancellationToken cancellationToken)
    {
        _table.Remove(Keys.OfPoison(read.Row.Id), read.ETag, cancellationToken);
        return Task.CompletedTask;
    }

    public async Task<int> CountAsync(int max, CancellationToken cancellationToken) =>
        (await PageAsync(after: null, max, cancellationToken)).Count;

    public Task<bool> TryRemoveAsync(
        Stored<Poison> read, GovernanceAction action, CancellationToken cancellationToken) =>
        Task.FromResult(_table.TryTake(
            Keys.OfPoison(read.Row.Id), read.ETag, () => _actions[action.Id] = action, cancellationToken));

    Task<GovernanceAction?> IPoisonActions.FindAsync(string actionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_actions.GetValueOrDefault(actionId));
    }

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _actions.TryRemove(actionId, out _);
        return Task.CompletedTask;
    }
}
