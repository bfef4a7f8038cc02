using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Decides whether queued work is processed.</summary>
/// <remarks>
/// Off applies to every instance, also after a restart. On overrides <c>RUNTIME_ENABLED=false</c> only for processes
/// that were running then: an app that is started disabled stays off.
/// </remarks>
public sealed class RuntimeSwitch(
    RuntimeStore store,
    AuditIndex audit,
    LlmStatus llm,
    IOptions<RuntimeOptions> options,
    KeyedLock locks,
    TimeProvider clock)
    : IDisposable
{
    // The maximum delay until all instances see a change.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly CachedValue<Position> _cached =
        new(async token => new Position(await store.FindSwitchAsync(token)), Staleness, clock);

    /// <summary>True when the switch is on and a model is configured.</summary>
    public async Task<bool> IsOnAsync(CancellationToken cancellationToken)
    {
        if (!llm.Configured) return false;
        return (await _cached.GetAsync(cancellationToken)).Value switch
        {
            null => options.Value.Enabled,
            { Enabled: false } => false,
            { At: var at } => options.Value.Enabled || at >= _startedAt,
        };
    }

    /// <summary>
    /// When the switch was last set to on, which also wakes work that waits for a model; null when it was not.
    /// </summary>
    public async Task<DateTimeOffset?> WokenAtAsync(CancellationToken cancellationToken) =>
        (await _cached.GetAsync(cancellationToken)).Value is { Enabled: true, At: var at } ? at : null;

    /// <param name="enabled">On or off.</param>
    /// <param name="actorId">Who sets it.</param>
    /// <param name="reason">The reason, if one is given.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="ConcurrencyException">Others changed the switch during each attempt.</exception>
    public async Task SetAsync(bool enabled, string actorId, string? reason, CancellationToken cancellationToken)
    {
        using var switchLock = await locks.TakeAsync(SwitchActions.TargetId, cancellationToken);
        var at = clock.GetUtcNow();
        var order = new GovernanceOrder(
            GovernanceActionKind.SetRuntime, GovernanceTarget.Runtime, SwitchActions.TargetId, actorId, reason);
        await OptimisticRetry.RunAsync(
            "The runtime switch kept changing while it was set.",
            async token =>
            {
                var before = await store.FindSwitchAsync(token);
                var after = new SwitchPosition(enabled, at, (before?.Actions ?? 0) + 1);
                var action = order.ToAction(after.Actions, at) with
                {
                    Before = new GovernedState { Enabled = before?.Enabled ?? options.Value.Enabled },
                    After = new GovernedState { Enabled = enabled },
                };
                await audit.AddAsync(AuditEntry.Of(action), token);
                return await store.TrySetSwitchAsync(after, action, token);
            },
            cancellationToken);
        _cached.Expire();
    }

    public void Dispose() => _cached.Dispose();

    private sealed record Position(SwitchPosition? Value);
}
