namespace Zhiyu.Core.Budgets;

/// <summary>A request to reserve the cost of one call.</summary>
/// <param name="Attempt">The attempt of the run, from 1.</param>
/// <param name="Call">
/// The number of the reservation in the attempt, from 1. A repeated request reserves nothing more.
/// </param>
/// <param name="Most">The estimated maximum cost of the call.</param>
public sealed record BudgetClaim(
    string RunId, int Attempt, int Call, string AgentId, string CommunityId, Amount Most)
{
    /// <summary>The hour in which an earlier attempt counted as an action; null when none did.</summary>
    public DateTimeOffset? ActedIn { get; init; }

    /// <summary>The provider and name of the model, to find its surcharge.</summary>
    public string Model { get; init; } = "";

    /// <summary>The part of the USD in <see cref="Most"/> that is for the answer.</summary>
    public decimal CompletionUsd { get; init; }

    /// <summary>The actual cost of the earlier calls of the attempt.</summary>
    public Amount Taken { get; init; }

    /// <summary>How far they exceeded their estimates; null when they did not.</summary>
    public ModelExcess? Excess { get; init; }

    /// <summary>The limits that the owner set for the agent.</summary>
    public AgentLimits Own { get; init; } = AgentLimits.OfPlan;
}

/// <param name="LostCalls">Calls that earlier attempts of the run reserved and never settled.</param>
/// <param name="Lost">
/// Their maximum cost. Their result is unknown, so they count in full, and the next settlement of the run must include
/// them.
/// </param>
public abstract record ClaimResult(int LostCalls, Amount Lost)
{
    /// <param name="Hour">The hour in which the attempt, with all its calls, counts as an action.</param>
    /// <param name="Surcharge">The factor by which the estimate was raised for the reservation.</param>
    public sealed record Granted(int LostCalls, Amount Lost, DateTimeOffset Hour, Surcharge Surcharge)
        : ClaimResult(LostCalls, Lost);

    /// <summary>A budget is exhausted. Nothing was reserved, so the call must not be made.</summary>
    public sealed record Exhausted(Budget Budget, int LostCalls, Amount Lost) : ClaimResult(LostCalls, Lost);

    /// <summary>Spending of the agent is blocked. Nothing was reserved, so the call must not be made.</summary>
    public sealed record Held(string Reason, int LostCalls, Amount Lost) : ClaimResult(LostCalls, Lost);
}
