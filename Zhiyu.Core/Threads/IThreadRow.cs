namespace Zhiyu.Core.Threads;

/// <summary>A row in a thread's partition, which can change in one transaction with the rest of the thread.</summary>
public interface IThreadRow
{
    /// <summary>An id of <see cref="Ids"/>. It determines the partition and, together with the type, the row.</summary>
    string Id { get; }
}

/// <summary>A row as it was read, with its ETag for optimistic concurrency.</summary>
public sealed record Stored<TRow>(TRow Row, string ETag);
