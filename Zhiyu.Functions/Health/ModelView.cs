using System.Text.Json.Serialization;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Health;

internal enum BreakerState
{
    /// <summary>Calls go out.</summary>
    Closed,

    /// <summary>None does until <c>open_until</c>.</summary>
    Open,

    /// <summary>The next one finds out.</summary>
    HalfOpen,
}

/// <summary>How a model is, as the instance knows it that called it last.</summary>
/// <param name="Model">Its name at the provider.</param>
/// <param name="State">Unavailable while it is left alone, and when its last calls failed.</param>
/// <param name="FailuresInARow">Calls that failed since it last answered.</param>
/// <param name="Calls">Its last ten calls, the newest first.</param>
internal sealed record ModelView(
    string Model,
    string Provider,
    [property: JsonConverter(typeof(LowerSnakeCase<DependencyState>))] DependencyState State,
    [property: JsonConverter(typeof(LowerSnakeCase<BreakerState>))] BreakerState Breaker,
    DateTimeOffset? OpenUntil,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? FailedAt,
    int FailuresInARow,
    IReadOnlyList<ModelCallView> Calls)
{
    public static ModelView Of(ModelRoute route, ModelHealth health, DateTimeOffset now) => new(
        route.Model,
        route.Provider,
        health.IsUpAt(now) ? DependencyState.Ok : DependencyState.Unavailable,
        health.PausedUntil is null ? BreakerState.Closed
            : health.PausedUntil > now ? BreakerState.Open : BreakerState.HalfOpen,
        health.PausedUntil > now ? health.PausedUntil : null,
        health.AnsweredAt,
        health.FailedAt,
        health.FailuresInARow,
        [.. health.Calls.Select(call => new ModelCallView(call.At, call.Outcome, call.Status))]);
}

/// <param name="Status">The HTTP status of its fault, where there was one.</param>
internal sealed record ModelCallView(
    DateTimeOffset At,
    [property: JsonConverter(typeof(LowerSnakeCase<CallOutcome>))] CallOutcome Outcome,
    int? Status);
