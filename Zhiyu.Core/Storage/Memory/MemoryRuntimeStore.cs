using Zhiyu.Core.Governance;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryRuntimeStore : IRuntimeStore
{
    private static readonly object Mark = new();

    private readonly MemoryTable<object> _table = new();

    public Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Find<SwitchPosition>(Keys.Switch, cancellationToken));

    public Task<bool> TrySetSwitchAsync(
        SwitchPosition position, GovernanceAction action, CancellationToken cancellationToken)
    {
        var before = _table.Find(Keys.Switch, cancellationToken);
        return Task.FromResult(_table.TryCommit(
            [
                new MemoryChange<object>(Keys.Switch, position, before?.ETag),
                new MemoryChange<object>(Keys.OfSwitchAction(action.Id), action, ETag: null),
            ],
            cancellationToken) is not null);
    }

    public Task<GovernanceAction?> FindSwitchActionAsync(string actionId, CancellationToken cancellationToken) =>
        Task.FromResult(Find<GovernanceAction>(Keys.OfSwitchAction(actionId), cancellationToken));

    public Task RemoveSwitchActionAsync(string actionId, CancellationToken cancellationToken)
    {
        _table.Remove(Keys.OfSwitchAction(actionId), tag: null, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<bool> TryTakeTurnAsync(LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = _table.Find(Keys.LoopTurn, cancellationToken);
        if (last?.Row is LoopTurn { Until: var until } && until > now) return Task.FromResult(false);
        return Task.FromResult(_table.TryCommit(
            [new MemoryChange<object>(Keys.LoopTurn, turn, last?.ETag)], cancellationToken) is not null);
    }

    public Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        PutAsync(Keys.Heartbeat, heartbeat, cancellationToken);

    public Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Find<Heartbeat>(Keys.Heartbeat, cancellationToken));

    public Task<Stored<PostSchedule>?> FindScheduleAsync(CancellationToken cancellationToken)
    {
        var found = _table.Find(Keys.PostSchedule, cancellationToken);
        return Task.FromResult(found is null ? null : new Stored<PostSchedule>((PostSchedule)found.Row, found.ETag));
    }

    public Task<string?> TryPutScheduleAsync(
        PostSchedule schedule, string? tag, CancellationToken cancellationToken) =>
        Task.FromResult(_table.TryCommit(
            [new MemoryChange<object>(Keys.PostSchedule, schedule, tag)], cancellationToken)?[0]);

    public Task<bool> IsSeededAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_table.Find(Keys.Seeded, cancellationToken) is not null);

    public Task MarkSeededAsync(CancellationToken cancellationToken) =>
        PutAsync(Keys.Seeded, Mark, cancellationToken);

    private T? Find<T>(TableKey key, CancellationToken cancellationToken) where T : class =>
        (T?)_table.Find(key, cancellationToken)?.Row;

    private Task PutAsync(TableKey key, object value, CancellationToken cancellationToken)
    {
        _table.Put(key, value, cancellationToken);
        return Task.CompletedTask;
    }
}
