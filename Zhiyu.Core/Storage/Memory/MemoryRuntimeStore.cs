using Zhiyu.Core.Forum;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Schedule;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryRuntimeStore : IRuntimeStore
{
    private readonly Lock _lock = new();
    private readonly MemoryTable<object> _rows = new();

    public Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken) => FindAsync<SwitchPosition>();

    public Task SetSwitchAsync(SwitchPosition position, CancellationToken cancellationToken) => PutAsync(position);

    public Task<bool> TryTakeTurnAsync(LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_rows.Find(nameof(LoopTurn))?.Row is LoopTurn taken && taken.Until > now) return Task.FromResult(false);
            _rows.Put(nameof(LoopTurn), turn);
            return Task.FromResult(true);
        }
    }

    public Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) => PutAsync(heartbeat);

    public Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken) => FindAsync<Heartbeat>();

    public Task<Stored<PostSchedule>?> FindScheduleAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var found = _rows.Find(nameof(PostSchedule));
            return Task.FromResult(
                found is null ? null : new Stored<PostSchedule>((PostSchedule)found.Row, found.ETag));
        }
    }

    public Task<string?> TryPutScheduleAsync(
        PostSchedule schedule, string? tag, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_rows.TryPut(nameof(PostSchedule), schedule, tag));
    }

    public async Task<bool> IsSeededAsync(CancellationToken cancellationToken) => await FindAsync<Seeded>() is not null;

    public Task MarkSeededAsync(CancellationToken cancellationToken) => PutAsync(new Seeded());

    private Task<T?> FindAsync<T>() where T : class
    {
        lock (_lock) return Task.FromResult((T?)_rows.Find(typeof(T).Name)?.Row);
    }

    private Task PutAsync(object row)
    {
        lock (_lock) _rows.Put(row.GetType().Name, row);
        return Task.CompletedTask;
    }

    private sealed record Seeded;
}
