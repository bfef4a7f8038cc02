using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Whether an answer may be published.</summary>
public abstract record OutputCheckResult
{
    private OutputCheckResult()
    {
    }

    public sealed record Passed : OutputCheckResult;

    /// <param name="Match">The text that is repeated; null for other reasons.</param>
    public sealed record Rejected(string Reason, DuplicateMatch? Match) : OutputCheckResult;
}
