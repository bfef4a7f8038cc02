using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>Keeps what became of calls, and tells the other instances when it is news.</summary>
/// <param name="store">Null where there are no others.</param>
internal sealed class ModelHealthBoard(IModelHealthStore? store, TimeProvider clock, ILogger<ModelHealthBoard> logger)
{
    // More of the same is told this often at most, so that it costs little beside the dozen transactions of a run.
    private static readonly TimeSpan News = TimeSpan.FromSeconds(30);

    // No run waits longer for what is only told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, ModelHealth> _known = new();
    private readonly ConcurrentDictionary<string, ModelHealth> _told = new();

    /// <param name="pause">How long the model is left alone from now on.</param>
    public void Hear(ModelRoute route, CallOutcome outcome, int? status, TimeSpan? pause)
    {
        var (id, now) = (ModelHealth.IdOf(route), clock.GetUtcNow());
        var call = new CallReport(now, outcome, status);
        _known.AddOrUpdate(
            id, _ => new ModelHealth(id).With(call, now + pause), (_, before) => before.With(call, now + pause));
    }

    /// <summary>That no model is left alone any more.</summary>
    public void Wake()
    {
        foreach (var (id, health) in _known) _known.TryUpdate(id, health with { PausedUntil = null }, health);
    }

    /// <summary>Tells the others what is news; what can't be told now is told the next time.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (store is null) return;
        foreach (var health in _known.Values.Where(IsNews))
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                await store.PutAsync(health, either.Token);
                _told[health.Id] = health;
            }
            catch (Exception fault)
            {
                Log.HealthNotTold(logger, fault);
                return;
            }
        }
    }

    /// <summary>What is known of models by their ids, here or anywhere.</summary>
    public async Task<IReadOnlyDictionary<string, ModelHealth>> ReadAsync(CancellationToken cancellationToken)
    {
        var stored = store is null ? [] : await store.ListAsync(cancellationToken);
        return stored.Concat(_known.Values)
            .GroupBy(health => health.Id)
            .ToDictionary(same => same.Key, same => same.MaxBy(health => health.At)!);
    }

    /// <summary>What is known here alone.</summary>
    public IReadOnlyDictionary<string, ModelHealth> Own => _known;

    private bool IsNews(ModelHealth health) => !_told.TryGetValue(health.Id, out var told)
        || told.Last?.Outcome != health.Last?.Outcome
        || told.PausedUntil != health.PausedUntil
        || health.At - told.At >= News;
}
