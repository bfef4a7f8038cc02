namespace Zhiyu.Core.Memory;

/// <summary>A row of an agent's memory: an entry, or the digest. One type, so that one query reads both.</summary>
public sealed record MemoryRow(MemoryEntry? Entry = null, MemoryDigest? Digest = null);
