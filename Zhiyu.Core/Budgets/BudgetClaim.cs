namespace Zhiyu.Core.Budgets;

/// <summary>Asks for the means of one call.</summary>
/// <param name="Attempt">The attempt of the run, from 1.</param>
/// <param name="Call">Which reservation of the attempt it is, from 1: asking again for the same one takes nothing.</param>
/// <param name="IsAction">Whether it is the run's first call, which counts against the actions of the hour.</param>
/// <param name="Most">What the call can cost at most.</param>
internal sealed record BudgetClaim(
    string RunId, int Attempt, int Call, string AgentId, string CommunityId, bool IsAction, Amount Most);

internal abstract record ClaimResult
{
    /// <param name="Lost">
    /// What earlier attempts of the run reserved and never settled. Nobody knows what became of their calls, so they
    /// count in full; the run's next settlement has to contain them.
    /// </param>
    public sealed record Granted(int LostCalls, Amount Lost) : ClaimResult;

    /// <summary>Nothing was reserved: the call must not be made.</summary>
    public sealed record Exhausted(Budget Budget) : ClaimResult;
}
