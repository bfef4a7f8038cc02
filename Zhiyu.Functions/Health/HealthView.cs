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

/// <summary>The app's health.</summary>
/// <param name="Uptime">Seconds since the process started.</param>
/// <param name="Degradation">The degradation level: how far load is reduced because work waits too long.</param>
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
/// The state of the default model, from the results of its last calls. Also ok when there were none, because a test
/// call would cost tokens.
/// </param>
/// <param name="Simulated">Whether the model is simulated: it runs offline.</param>
/// <param name="Models">All models, the default model first.</param>
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
