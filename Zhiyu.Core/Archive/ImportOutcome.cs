namespace Zhiyu.Core.Archive;

/// <summary>The result of an import.</summary>
internal abstract record ImportOutcome
{
    public sealed record Imported(long Rows) : ImportOutcome;

    /// <summary>Nothing was written.</summary>
    /// <param name="Reason">The reason and the remedy.</param>
    public sealed record NothingImported(string Reason) : ImportOutcome;
}
