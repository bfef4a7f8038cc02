using System.Text.Json.Serialization;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Execution.Llm;

namespace Zhiyu.Core.Api.Health;

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

/// <remarks>Ok means that there is one to call: to find out more would cost tokens.</remarks>
/// <param name="Simulated">Whether it is the offline writer that only pretends to be a model.</param>
internal sealed record LlmView(
    [property: JsonConverter(typeof(LowerSnakeCase<DependencyState>))] DependencyState State,
    string Provider,
    string Model,
    bool Simulated)
{
    public static LlmView Of(LlmStatus llm) => new(
        llm.Configured ? DependencyState.Ok : DependencyState.NotConfigured, llm.Provider, llm.Model, llm.Simulated);
}
