using Microsoft.Extensions.AI;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>
/// One question of a run to its model: what the decorators need to know of it, and what they account.
/// </summary>
/// <param name="attempt">Which attempt of the run it belongs to, from 1.</param>
internal sealed class ModelCall(string runId, int attempt, string agentId, string communityId)
{
    public string RunId => runId;
    public int Attempt => attempt;
    public string AgentId => agentId;
    public string CommunityId => communityId;

    /// <summary>
    /// The hour in which the run counts as an action of its agent: of an earlier attempt, then of this one; null while
    /// there was none.
    /// </summary>
    public DateTimeOffset? ActedIn { get; set; }

    /// <summary>What the agent's owner allows it.</summary>
    public AgentLimits Limits { get; init; } = AgentLimits.OfPlan;

    /// <summary>
    /// Whether something is reserved for it, so that it has to be settled even if no request went out.
    /// </summary>
    public bool IsReserved { get; set; }

    /// <summary>Tries that may have cost something and brought no answer.</summary>
    public int Unanswered { get; set; }

    /// <summary>How many of them there may be.</summary>
    public int MostUnanswered { get; init; } = int.MaxValue;

    /// <summary>What it took so far, tries without an answer included.</summary>
    public ModelUsage Usage { get; set; } = ModelUsage.None;

    /// <summary>How many times the estimate is reserved for it; the budget's decorator sets it.</summary>
    public Surcharge Surcharge { get; set; } = Surcharge.None;

    /// <summary>By how much a try took more than was estimated; null while none did.</summary>
    public ModelExcess? Excess { get; set; }

    /// <summary>
    /// Asked before another try when the last one may have cost something: whether the budgets allow it. The budget's
    /// decorator sets it.
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
