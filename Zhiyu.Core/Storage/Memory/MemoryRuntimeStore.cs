using Zhiyu.Core.Runtime;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryRuntimeStore : IRuntimeStore
{
    private readonly Lock _lock = new();
    private volatile SwitchPosition? _switch;
    private volatile Heartbeat? _heartbeat;
    private volatile bool _seeded;
    private LoopTurn? _turn;

    public Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken) => Task.FromResult(_switch);

    public Task SetSwitchAsync(SwitchPosition position, CancellationToken cancellationToken)
    {
        _switch = position;
        return Task.CompletedTask;
    }

    public Task<bool> TryTakeTurnAsync(LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_turn?.Until > now) return Task.FromResult(false);
            _turn = turn;
            return Task.FromResult(true);
        }
    }

    public Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
    {
        _heartbeat = heartbeat;
        return Task.CompletedTask;
    }

    public Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken) => Task.FromResult(_heartbeat);

    public Task<bool> IsSeededAsync(CancellationToken cancellationToken) => Task.FromResult(_seeded);

    public Task MarkSeededAsync(CancellationToken cancellationToken)
    {
        _seeded = true;
        return Task.CompletedTask;
    }
}
