namespace Zhiyu.Core.Threads;

/// <summary>Something kept in a thread's partition, where it changes together with the rest of the thread.</summary>
internal interface IThreadRow
{
    /// <summary>An id of <see cref="Ids"/>: it names the partition and, with the type, the row.</summary>
    string Id { get; }
}

/// <summary>A row as it was read, with the tag that guards its replacement.</summary>
internal sealed record Stored<TRow>(TRow Row, string ETag);
