namespace Zhiyu.Core.Retention;

/// <summary>Removes data of one type after its retention time.</summary>
/// <remarks>
/// After a crash, the next purge continues, because an index entry is removed after the data it points to. Concurrent
/// purges are safe.
/// </remarks>
public interface IPurge
{
    /// <summary>The name of the data, for logs.</summary>
    string What { get; }

    /// <summary>Removes expired data; returns how many items.</summary>
    /// <param name="most">The maximum number of items to read. The next call continues.</param>
    Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);
}
