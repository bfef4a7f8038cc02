namespace Zhiyu.Core.Tables;

/// <summary>A row as it was read, with its ETag for optimistic concurrency.</summary>
public sealed record Stored<TRow>(TRow Row, string ETag);
