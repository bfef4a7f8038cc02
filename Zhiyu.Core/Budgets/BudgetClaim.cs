namespace Zhiyu.Core.Budgets;

/// <summary>Asks for the means of one call.</summary>
/// <param name="Attempt">The attempt of the run, from 1.</param>
/// <param name="Call">
/// Which reservation of the attempt it is, from 1: asking again for the same one takes nothing.
/// </param>
/// <param name="Most">What the call can cost at most, as it is estimated.</param>
internal sealed record BudgetClaim(
    string RunId, int Attempt, int Call, string AgentId, string CommunityId, Amount Most)
{
    /// <summary>The hour in which an earlier attempt counted as an action; null when there was none.</summary>
    public DateTimeOffset? ActedIn { get; init; }

    /// <summary>The provider and the name of the model: one that takes more than is estimated is known by it.</summary>
    public string Model { get; init; } = "";

    /// <summary>How much of the price of <see cref="Most"/> is the answer's.</summary>
    public decimal CompletionUsd { get; init; }

    /// <summary>What the calls of the attempt before this one took.</summary>
    public Amount Taken { get; init; }

    /// <summary>By how much that was more than estimated; null when it was not.</summary>
    public ModelExcess? Excess { get; init; }

    /// <summary>What the agent's owner allows it.</summary>
    public AgentLimits Own { get; init; } = AgentLimits.OfPlan;
}

/// <param name="LostCalls">Calls that earlier attempts of the run reserved for and never settled.</param>
/// <param name="Lost">
/// What they can have cost. Nobody knows what became of them, so they count in full: the run's next settlement has to
/// contain them.
/// </param>
internal abstract record ClaimResult(int LostCalls, Amount Lost)
{
    /// <param name="Hour">The hour in which the attempt counts as an action, with all its calls.</param>
    /// <param name="Surcharge">How many times the estimate is reserved.</param>
    public sealed record Granted(int LostCalls, Amount Lost, DateTimeOffset Hour, Surcharge Surcharge)
        : ClaimResult(LostCalls, Lost);

    /// <summary>Nothing was reserved: the call must not be made.</summary>
    public sealed record Exhausted(Budget Budget, int LostCalls, Amount Lost) : ClaimResult(LostCalls, Lost);

    /// <summary>Likewise, since nothing may be spent from the agent's account.</summary>
    public sealed record Held(string Reason, int LostCalls, Amount Lost) : ClaimResult(LostCalls, Lost);
}
