using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>The outcome of a call, its tries taken together.</summary>
public enum CallOutcome
{
    Answered,

    /// <summary>429: too many requests.</summary>
    Throttled,

    /// <summary>Refused permanently: key, name, address or balance.</summary>
    Refused,

    /// <summary>
    /// This prompt was refused: by a filter, the model itself, or its length. Says nothing about the model's health.
    /// </summary>
    Withheld,

    /// <summary>408, 5xx.</summary>
    Unavailable,

    Unreachable,
    TimedOut,

    /// <summary>The response was not a usable answer.</summary>
    Malformed,
}

public sealed record CallReport(DateTimeOffset At, CallOutcome Outcome, int? Status = null);

/// <summary>How a model is, as the instance knows it that called it last.</summary>
/// <param name="Id">Identifies the model at its server.</param>
public sealed record ModelHealth(string Id)
{
    private const int CallsKept = 10;

    // Fewer failures say little: waiting runs retry anyway.
    private const int FailuresUntilDown = 3;

    /// <summary>The last calls, newest first.</summary>
    public IReadOnlyList<CallReport> Calls { get; init; } = [];

    /// <summary>Calls that failed since it last answered.</summary>
    public int FailuresInARow { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Until when its breaker is open; null when it is closed.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    public CallReport? Last => Calls.Count == 0 ? null : Calls[0];

    public DateTimeOffset At => Last?.At ?? DateTimeOffset.MinValue;

    public static string IdOf(ModelRoute route) => Ids.Hash($"{route.Provider} {route.BaseUrl} {route.Model}");

    /// <summary>Whether the next call is likely to get an answer.</summary>
    public bool IsUpAt(DateTimeOffset now) => !(PausedUntil > now) && FailuresInARow < FailuresUntilDown
        && Calls.FirstOrDefault(call => call.Outcome != CallOutcome.Withheld)?.Outcome != CallOutcome.Refused;

    public ModelHealth With(CallReport call, DateTimeOffset? pausedUntil)
    {
        var updated = this with { Calls = [call, .. Calls.Take(CallsKept - 1)], PausedUntil = pausedUntil };
        return call.Outcome switch
        {
            CallOutcome.Answered => updated with { AnsweredAt = call.At, FailuresInARow = 0, PausedUntil = null },
            CallOutcome.Withheld => updated,
            _ => updated with { FailedAt = call.At, FailuresInARow = FailuresInARow + 1 },
        };
    }
}
