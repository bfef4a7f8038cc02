using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>One model call of a run: what the decorators need to know about it, and what they record.</summary>
/// <remarks>
/// It travels in the options of the call. Decorators that do not reference each other, and the HTTP handler below the
/// provider's library, share it.
/// </remarks>
/// <param name="attempt">The attempt of the run that makes the call, from 1.</param>
internal sealed class ModelCall(string runId, int attempt, string agentId, string communityId)
{
    private Func<TimeSpan> _left = () => TimeSpan.MaxValue;
    private CancellationToken _caller;

    public string RunId => runId;
    public int Attempt => attempt;
    public string AgentId => agentId;
    public string CommunityId => communityId;

    /// <summary>
    /// The hour in which the run counts as an action of its agent, from an earlier attempt or this one; null while
    /// there is none.
    /// </summary>
    public DateTimeOffset? ActedIn { get; set; }

    /// <summary>The limits that the agent's owner has set.</summary>
    public AgentLimits Limits { get; init; } = AgentLimits.OfPlan;

    /// <summary>Whether a reservation exists, so that the call must be settled even if no request was sent.</summary>
    public bool IsReserved { get; set; }

    /// <summary>Tries that may have cost something and brought no answer.</summary>
    public int Unanswered { get; set; }

    /// <summary>The limit of such tries.</summary>
    public int MostUnanswered { get; init; } = int.MaxValue;

    /// <summary>The usage so far, including tries without an answer.</summary>
    public ModelUsage Usage { get; set; } = ModelUsage.None;

    /// <summary>By how much the reservation exceeds the estimate; set by the budget decorator.</summary>
    public Surcharge Surcharge { get; set; } = Surcharge.None;

    /// <summary>By how much a try exceeded the estimate; null while none did.</summary>
    public ModelExcess? Excess { get; set; }

    /// <summary>
    /// Called before a retry when the last try may have cost something: whether the budgets allow another. Set by the
    /// budget decorator.
    /// </summary>
    public Func<CancellationToken, Task<bool>> MayRepeatAsync { get; set; } = _ => Task.FromResult(true);

    /// <summary>The time left until its deadline.</summary>
    public TimeSpan Left => _left();

    /// <summary>Whether the caller cancelled the call, not the deadline.</summary>
    public bool IsAbandoned => _caller.IsCancellationRequested;

    /// <summary>Whether the current try's request was sent, or may have been.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether the last try was cancelled after its request was sent.</summary>
    public bool MayHaveCost { get; set; }

    /// <summary>The model's reasoning in the last try, as far as the server returns it.</summary>
    public string Thoughts { get; set; } = "";

    /// <summary>Starts the time of the whole call.</summary>
    public void Start(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        var started = time.GetTimestamp();
        (_left, _caller) = (() => limit - time.GetElapsedTime(started), caller);
    }

    /// <summary>Counts as sent until the transport says otherwise.</summary>
    public void BeginTry() => (IsSent, MayHaveCost, Thoughts) = (true, false, "");
}
