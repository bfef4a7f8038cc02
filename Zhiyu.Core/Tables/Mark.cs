namespace Zhiyu.Core.Tables;

/// <summary>A row that has no content: that it exists or changes is all that it says.</summary>
/// <param name="UsedAt">A time by which <see cref="ITable.MarksUsedBeforeAsync"/> finds it; null for no time.</param>
public sealed record Mark(DateTimeOffset? UsedAt = null);

/// <param name="ETag">The ETag when the mark was read.</param>
public readonly record struct StoredMark(TableKey Key, string ETag);
