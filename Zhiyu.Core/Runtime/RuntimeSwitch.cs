using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Llm;

namespace Zhiyu.Core.Runtime;

/// <summary>Whether queued work is done or left to wait.</summary>
/// <remarks>
/// The shared switch turns every instance off, also across restarts. Turned on, it overrides
/// <c>RUNTIME_ENABLED=false</c> only for processes that ran then: who starts the app switched off finds it off.
/// </remarks>
internal sealed class RuntimeSwitch(
    IRuntimeStore store, LlmStatus llm, IOptions<RuntimeOptions> options, TimeProvider clock) : IDisposable
{
    // How soon the switch is felt on all instances.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly Snapshot<Position> _position =
        new(async token => new Position(await store.FindSwitchAsync(token)), Staleness, clock);

    /// <summary>On, and with a model to call.</summary>
    public async Task<bool> IsOnAsync(CancellationToken cancellationToken)
    {
        if (!llm.Configured) return false;
        return (await _position.GetAsync(cancellationToken)).Value switch
        {
            null => options.Value.Enabled,
            { Enabled: false } => false,
            { At: var at } => options.Value.Enabled || at >= _startedAt,
        };
    }

    public async Task SetAsync(bool enabled, CancellationToken cancellationToken)
    {
        await store.SetSwitchAsync(new SwitchPosition(enabled, clock.GetUtcNow()), cancellationToken);
        _position.Expire();
    }

    public void Dispose() => _position.Dispose();

    private sealed record Position(SwitchPosition? Value);
}
