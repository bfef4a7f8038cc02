using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Whether queued work is done or left to wait.</summary>
/// <remarks>
/// The shared switch turns every instance off, also across restarts. Turned on, it overrides
/// <c>RUNTIME_ENABLED=false</c> only for processes that ran then: who starts the app switched off finds it off.
/// </remarks>
internal sealed class RuntimeSwitch(
    IRuntimeStore store,
    IAuditIndex audit,
    LlmStatus llm,
    IOptions<RuntimeOptions> options,
    KeyedLock turns,
    TimeProvider clock)
    : IDisposable
{
    // How soon the switch is felt on all instances.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(2);

    private const int MaxRounds = 50;

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly CachedValue<Position> _position =
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

    /// <summary>When somebody last set it on, which also wakes what waits for a model; null when nobody has.</summary>
    public async Task<DateTimeOffset?> WokenAtAsync(CancellationToken cancellationToken) =>
        (await _position.GetAsync(cancellationToken)).Value is { Enabled: true, At: var at } ? at : null;

    /// <param name="enabled">On or off.</param>
    /// <param name="actorId">Who sets it.</param>
    /// <param name="reason">Why, if that is said.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="ConcurrencyException">Others kept setting it for 50 rounds.</exception>
    public async Task SetAsync(bool enabled, string actorId, string? reason, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(SwitchActions.TargetId, cancellationToken);
        var at = clock.GetUtcNow();
        var order = new GovernanceOrder(
            GovernanceActionKind.SetRuntime, GovernanceTarget.Runtime, SwitchActions.TargetId, actorId, reason);
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = await store.FindSwitchAsync(cancellationToken);
            var after = new SwitchPosition(enabled, at, (before?.Actions ?? 0) + 1);
            var action = order.ToAction(after.Actions, at) with
            {
                Before = new GovernedState { Enabled = before?.Enabled ?? options.Value.Enabled },
                After = new GovernedState { Enabled = enabled },
            };
            await audit.AddAsync(AuditEntry.Of(action), cancellationToken);
            if (!await store.TrySetSwitchAsync(after, action, cancellationToken)) continue;
            _position.Expire();
            return;
        }

        throw new ConcurrencyException("The runtime switch kept being set by others.");
    }

    public void Dispose() => _position.Dispose();

    private sealed record Position(SwitchPosition? Value);
}
