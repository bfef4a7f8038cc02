using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Memory;

/// <summary>Stores the memories of agents, a partition each.</summary>
public sealed class MemoryStore(ITables tables)
{
    public const string Table = "memories";

    /// <summary>The most rows of an agent; they are condensed before.</summary>
    public const int MaxRows = 500;

    private const string DigestRow = "digest";
    private const string EntryPrefix = "note:";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(MemoryEntry entry) => KeyOf(entry.AgentId, entry.RunId);

    public static TableKey KeyOf(string agentId, string runId) => new(PartitionOf(agentId), EntryPrefix + runId);

    public static TableKey KeyOfDigest(string agentId) => new(PartitionOf(agentId), DigestRow);

    private static string PartitionOf(string agentId) => $"agent:{agentId}";

    /// <summary>One storage transaction.</summary>
    public async Task<AgentMemory> ReadAsync(string agentId, CancellationToken cancellationToken) => AgentMemory.Of(
        agentId,
        await _table.RangeAsync<MemoryRow>(
            new KeyRange(PartitionOf(agentId), After: "", Before: "~"), TableLimits.MaxRows, cancellationToken));

    /// <summary>Adds the entry unless the run has one, even one that is gone. One storage transaction.</summary>
    public Task<bool> AddAsync(MemoryEntry entry, CancellationToken cancellationToken) =>
        _table.AddAsync(KeyOf(entry), new MemoryRow(entry), cancellationToken);

    /// <summary>Replaces the entry by a row that says that it is gone. One storage transaction.</summary>
    public Task PutGoneAsync(
        string agentId, string runId, DateTimeOffset at, CancellationToken cancellationToken) =>
        _table.PutAsync(
            KeyOf(agentId, runId), new MemoryRow(MemoryEntry.Gone(runId, agentId, at)), cancellationToken);

    /// <summary>Null when the agent has none. One storage transaction.</summary>
    public Task<Stored<MemoryRow>?> FindDigestAsync(string agentId, CancellationToken cancellationToken) =>
        _table.FindAsync<MemoryRow>(KeyOfDigest(agentId), cancellationToken);

    /// <summary>Replaces rows of an agent that were read, unless one has changed. One storage transaction.</summary>
    /// <param name="changes">At most 100, each with its row as it was read.</param>
    public async Task<bool> TryReplaceAsync(
        IReadOnlyList<(Stored<MemoryRow> Read, MemoryRow Row)> changes, CancellationToken cancellationToken) =>
        await _table.CommitAsync(
            [.. changes.Select(change => new TableChange.Replace(KeyOf(change.Row), change.Row, change.Read.ETag))],
            cancellationToken) is CommitResult.Committed;

    /// <summary>Removes entries of an agent, gone or not. One storage transaction for each hundred.</summary>
    public Task RemoveAsync(
        string agentId, IEnumerable<string> runIds, CancellationToken cancellationToken) =>
        _table.RemoveAllAsync(runIds.Select(runId => KeyOf(agentId, runId)), cancellationToken);

    private static TableKey KeyOf(MemoryRow row) =>
        row.Entry is { } entry ? KeyOf(entry) : KeyOfDigest(row.Digest!.AgentId);

    /// <summary>
    /// Writes the digest in place of the rows that it contains; false when one of them has changed. One storage
    /// transaction.
    /// </summary>
    internal async Task<bool> TryCondenseAsync(Condensation condensation, CancellationToken cancellationToken)
    {
        var digest = condensation.Digest;
        IReadOnlyList<TableChange> changes =
        [
            TableChange.Write(
                KeyOfDigest(digest.AgentId), new MemoryRow(Digest: digest), condensation.DigestTag),
            .. condensation.Folded.Select(row => new TableChange.Remove(KeyOf(row.Row.Entry!), row.ETag)),
        ];
        return await _table.CommitAsync(changes, cancellationToken) is CommitResult.Committed;
    }
}
