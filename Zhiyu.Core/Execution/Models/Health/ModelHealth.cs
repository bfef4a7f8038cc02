using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>What became of a call, its tries taken together.</summary>
internal enum CallOutcome
{
    Answered,

    /// <summary>429: it is too much.</summary>
    Throttled,

    /// <summary>For good: the key, the name, the address, the balance.</summary>
    Refused,

    /// <summary>This prompt: a filter, a refusal, its length. It says nothing of the model.</summary>
    Withheld,

    /// <summary>408, 5xx.</summary>
    Unavailable,

    Unreachable,
    TimedOut,

    /// <summary>What came back is no answer.</summary>
    Malformed,
}

internal sealed record CallReport(DateTimeOffset At, CallOutcome Outcome, int? Status = null);

/// <summary>How a model is, as the instance knows it that called it last.</summary>
/// <param name="Id">Of the model at its server.</param>
internal sealed record ModelHealth(string Id)
{
    private const int CallsKept = 10;

    // One that fails says little: what waits for it is asked again.
    private const int FailuresOfOneThatIsDown = 3;

    /// <summary>The last calls, the newest first.</summary>
    public IReadOnlyList<CallReport> Calls { get; init; } = [];

    /// <summary>Calls that failed since it last answered.</summary>
    public int FailuresInARow { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Until when it is left alone; null when it is not.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    public CallReport? Last => Calls.Count == 0 ? null : Calls[0];

    public DateTimeOffset At => Last?.At ?? DateTimeOffset.MinValue;

    public static string IdOf(ModelRoute route) => Ids.Hash($"{route.Provider} {route.BaseUrl} {route.Model}");

    /// <summary>Whether the next call is likely to get an answer.</summary>
    public bool IsUpAt(DateTimeOffset now) => !(PausedUntil > now) && FailuresInARow < FailuresOfOneThatIsDown
        && Calls.FirstOrDefault(call => call.Outcome != CallOutcome.Withheld)?.Outcome != CallOutcome.Refused;

    public ModelHealth With(CallReport call, DateTimeOffset? pausedUntil)
    {
        var heard = this with { Calls = [call, .. Calls.Take(CallsKept - 1)], PausedUntil = pausedUntil };
        return call.Outcome switch
        {
            CallOutcome.Answered => heard with { AnsweredAt = call.At, FailuresInARow = 0, PausedUntil = null },
            CallOutcome.Withheld => heard,
            _ => heard with { FailedAt = call.At, FailuresInARow = FailuresInARow + 1 },
        };
    }
}
