namespace Zhiyu.Core.Retention;

/// <summary>Removes what of one kind was kept long enough.</summary>
/// <remarks>
/// Whenever it dies, the next one goes on from there: what leads to a thing is removed after the thing. Several at once
/// do no harm.
/// </remarks>
internal interface IPurge
{
    /// <summary>What is removed, in a word.</summary>
    string What { get; }

    /// <summary>Removes some of it; says how many.</summary>
    /// <param name="most">How many it may look at: what is left is there for the next one.</param>
    Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);
}
