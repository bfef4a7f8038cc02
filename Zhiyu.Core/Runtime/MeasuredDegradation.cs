using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime;

/// <summary>The degradation that the runtime loop measured last, shared by all instances.</summary>
internal sealed class MeasuredDegradation(RuntimeStore store, TimeProvider clock) : IDegradationSource, IDisposable
{
    // The loop measures at most every five seconds.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(5);

    private readonly CachedValue<CachedHeartbeat> _heartbeat =
        new(async token => new CachedHeartbeat(await store.FindHeartbeatAsync(token)), Staleness, clock);

    public async Task<Degradation> CurrentAsync(CancellationToken cancellationToken) =>
        (await _heartbeat.GetAsync(cancellationToken)).Beat?.Degradation ?? Degradation.None;

    public void Dispose() => _heartbeat.Dispose();

    private sealed record CachedHeartbeat(Heartbeat? Beat);
}
