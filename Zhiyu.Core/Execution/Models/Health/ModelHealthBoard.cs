using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>Keeps the outcomes of calls, and stores changes of health for the other instances.</summary>
/// <param name="store">Null when there are no other instances.</param>
public sealed class ModelHealthBoard(ModelHealthStore? store, TimeProvider clock, ILogger<ModelHealthBoard> logger)
{
    // Unchanged health is stored at most this often, so that it adds little to the dozen transactions of a run.
    private static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(30);

    // A run should not wait longer for storing health.
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, ModelHealth> _known = new();
    private readonly ConcurrentDictionary<string, ModelHealth> _stored = new();

    /// <param name="pause">How long the model's breaker stays open.</param>
    public void Report(ModelRoute route, CallOutcome outcome, int? status, TimeSpan? pause)
    {
        var (id, now) = (ModelHealth.IdOf(route), clock.GetUtcNow());
        var call = new CallReport(now, outcome, status);
        _known.AddOrUpdate(
            id, _ => new ModelHealth(id).With(call, now + pause), (_, before) => before.With(call, now + pause));
    }

    /// <summary>Records that all breakers were closed.</summary>
    public void Wake()
    {
        foreach (var (id, health) in _known) _known.TryUpdate(id, health with { PausedUntil = null }, health);
    }

    /// <summary>Stores changes for the other instances; a failed write is repeated with the next call.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (store is null) return;
        foreach (var health in _known.Values.Where(IsChanged))
        {
            using var timeout = new CancellationTokenSource(StoreTimeout, clock);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                await store.PutAsync(health, linked.Token);
                _stored[health.Id] = health;
            }
            catch (Exception fault)
            {
                Log.HealthNotStored(logger, fault);
                return;
            }
        }
    }

    /// <summary>The newest health of each model by id, from this and other instances.</summary>
    public async Task<IReadOnlyDictionary<string, ModelHealth>> ReadAsync(CancellationToken cancellationToken)
    {
        var stored = store is null ? [] : await store.ListAsync(cancellationToken);
        return stored.Concat(_known.Values)
            .GroupBy(health => health.Id)
            .ToDictionary(same => same.Key, same => same.MaxBy(health => health.At)!);
    }

    /// <summary>What this instance knows.</summary>
    public IReadOnlyDictionary<string, ModelHealth> Own => _known;

    private bool IsChanged(ModelHealth health) => !_stored.TryGetValue(health.Id, out var stored)
        || stored.Last?.Outcome != health.Last?.Outcome
        || stored.PausedUntil != health.PausedUntil
        || health.At - stored.At >= StoreInterval;
}
