namespace Zhiyu.Core.Tables;

/// <summary>The result of a transaction.</summary>
public abstract record CommitResult
{
    /// <param name="ETags">The new ETag of each row that was written, in the order of the changes.</param>
    public sealed record Committed(IReadOnlyList<string> ETags) : CommitResult;

    /// <summary>
    /// Nothing was changed, because a row existed, was removed or had changed. Read again and decide again.
    /// </summary>
    public sealed record Conflict : CommitResult;
}
