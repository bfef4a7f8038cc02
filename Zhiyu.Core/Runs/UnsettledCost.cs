using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Runs;

/// <summary>What a run has to tell its ledgers; telling it twice changes nothing.</summary>
/// <param name="Attempt">The last attempt that it covers.</param>
internal sealed record UnsettledCost(int Attempt, Amount Cost)
{
    /// <summary>The hour in which the run counted last as an action of its agent; null where that is not known.</summary>
    public DateTimeOffset? ActedIn { get; init; }

    /// <summary>By how much a call took more than was estimated; null when none did.</summary>
    public ModelExcess? Excess { get; init; }
}
