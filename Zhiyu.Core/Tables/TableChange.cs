namespace Zhiyu.Core.Tables;

/// <summary>A change of one row in a transaction.</summary>
public abstract record TableChange(TableKey Key)
{
    /// <summary>Conflicts when the row exists.</summary>
    public sealed record Add(TableKey Key, object Row) : TableChange(Key);

    /// <summary>Conflicts when the row does not exist, or has another ETag.</summary>
    public sealed record Replace(TableKey Key, object Row, string ETag) : TableChange(Key);

    /// <summary>Writes the row whether it exists or not.</summary>
    public sealed record Put(TableKey Key, object Row) : TableChange(Key);

    /// <summary>Conflicts when the row does not exist, or has another ETag.</summary>
    /// <param name="ETag">Null for any.</param>
    public sealed record Remove(TableKey Key, string? ETag) : TableChange(Key);

    /// <summary>Adds the row, or replaces the version with this ETag.</summary>
    public static TableChange Write(TableKey key, object row, string? tag) =>
        tag is null ? new Add(key, row) : new Replace(key, row, tag);
}
