using System.Text.Json.Serialization;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Health;

internal enum HealthStatus
{
    Ok,
    Degraded,
}

internal enum DependencyState
{
    Ok,
    Unavailable,
    NotConfigured,
}

/// <summary>How the app is.</summary>
/// <param name="Uptime">Seconds since its process began.</param>
/// <param name="Degradation">How much less is done because work waits.</param>
internal sealed record HealthView(
    [property: JsonConverter(typeof(LowerSnakeCase<HealthStatus>))] HealthStatus Status,
    DateTimeOffset Timestamp,
    long Uptime,
    [property: JsonConverter(typeof(LowerSnakeCase<Degradation>))] Degradation Degradation,
    DependenciesView Dependencies);

internal sealed record DependenciesView(DependencyView Storage, DependencyView Queues, LlmView Llm);

internal sealed record DependencyView(
    [property: JsonConverter(typeof(LowerSnakeCase<DependencyState>))] DependencyState State);

/// <param name="State">
/// Of the model that answers for agents that ask for no other, by what became of its last calls; ok as well where there
/// were none, since to find out more would cost tokens.
/// </param>
/// <param name="Simulated">Whether it is the offline writer that only pretends to be a model.</param>
/// <param name="Models">All models, the one of <c>model</c> first.</param>
internal sealed record LlmView(
    [property: JsonConverter(typeof(LowerSnakeCase<DependencyState>))] DependencyState State,
    string Provider,
    string Model,
    bool Simulated,
    IReadOnlyList<ModelView> Models)
{
    public static LlmView Of(LlmStatus llm, IReadOnlyList<ModelView> models) => new(
        models.Count > 0 ? models[0].State : llm.Configured ? DependencyState.Ok : DependencyState.NotConfigured,
        llm.Provider,
        llm.Model,
        llm.Simulated,
        models);
}
