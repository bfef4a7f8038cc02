using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Runs;

/// <summary>The cost to settle with the budget ledgers; settling is idempotent.</summary>
/// <param name="Attempt">The last attempt that it covers.</param>
public sealed record UnsettledCost(int Attempt, Amount Cost)
{
    /// <summary>The hour in which the run last counted as an action of its agent; null when unknown.</summary>
    public DateTimeOffset? ActedIn { get; init; }

    /// <summary>By how much a call exceeded the estimate; null when none did.</summary>
    public ModelExcess? Excess { get; init; }
}
