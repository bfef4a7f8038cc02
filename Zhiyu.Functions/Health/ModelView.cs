using System.Text.Json.Serialization;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Health;

internal enum BreakerState
{
    /// <summary>The breaker is closed: calls are sent.</summary>
    Closed,

    /// <summary>The breaker is open: no calls until <c>open_until</c>.</summary>
    Open,

    /// <summary>The breaker is half-open: the result of the next call closes or opens it.</summary>
    HalfOpen,
}

/// <summary>The health of a model, as seen by the instance that called it last.</summary>
/// <param name="Model">Its name at the provider.</param>
/// <param name="State">Unavailable while the breaker is open, and when the last calls failed.</param>
/// <param name="FailuresInARow">Failed calls since the last successful one.</param>
/// <param name="Calls">The last ten calls, newest first.</param>
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

/// <param name="Status">The HTTP status of the error; null when there was none.</param>
internal sealed record ModelCallView(
    DateTimeOffset At,
    [property: JsonConverter(typeof(LowerSnakeCase<CallOutcome>))] CallOutcome Outcome,
    int? Status);
