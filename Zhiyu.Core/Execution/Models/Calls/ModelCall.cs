using Microsoft.Extensions.AI;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>One model call of a run: what the decorators need to know about it, and what they record.</summary>
/// <param name="attempt">The attempt of the run that makes the call, from 1.</param>
internal sealed class ModelCall(string runId, int attempt, string agentId, string communityId)
{
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
}

/// <summary>The options of a call that is made for a run.</summary>
internal sealed class RunChatOptions : ChatOptions
{
    public RunChatOptions(ModelCall call) => Call = call;

    private RunChatOptions(RunChatOptions other) : base(other) => Call = other.Call;

    public ModelCall Call { get; }

    public override ChatOptions Clone() => new RunChatOptions(this);
}
