namespace Zhiyu.Core.Threads;

/// <summary>A row in a thread's partition, which can change in one transaction with the rest of the thread.</summary>
public interface IThreadRow
{
    /// <summary>An id of <see cref="Ids"/>. It determines the partition and, together with the type, the row.</summary>
    string Id { get; }

    /// <summary>The key of a row of this type in its thread's partition.</summary>
    static abstract string RowKeyOf(string id);
}
