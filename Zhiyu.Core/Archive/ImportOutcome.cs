namespace Zhiyu.Core.Archive;

/// <summary>What became of an import.</summary>
internal abstract record ImportOutcome
{
    public sealed record Imported(long Rows) : ImportOutcome;

    /// <summary>Nothing was written.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Refused(string Reason) : ImportOutcome;
}
