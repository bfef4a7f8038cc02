using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime;

/// <summary>The level that the runtime loop found last, the same for all instances.</summary>
internal sealed class MeasuredDegradation(IRuntimeStore store, TimeProvider clock) : IDegradationSource, IDisposable
{
    // The loop looks every five seconds at most.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(5);

    private readonly CachedValue<Heard> _heard =
        new(async token => new Heard(await store.FindHeartbeatAsync(token)), Staleness, clock);

    public async Task<Degradation> CurrentAsync(CancellationToken cancellationToken) =>
        (await _heard.GetAsync(cancellationToken)).Beat?.Degradation ?? Degradation.None;

    public void Dispose() => _heard.Dispose();

    private sealed record Heard(Heartbeat? Beat);
}
