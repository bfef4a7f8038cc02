using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Whether an answer may be published.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    public sealed record Passed : Verdict;

    /// <param name="Match">What it repeats; null when that is not why.</param>
    public sealed record Rejected(string Reason, RunMatch? Match) : Verdict;
}
