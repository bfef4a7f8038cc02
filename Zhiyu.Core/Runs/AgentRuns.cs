using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runs;

/// <summary>The index of an agent's runs, newest first.</summary>
/// <remarks>
/// An entry is written after its run and before the assignment, so that the index is complete even after a crash.
/// </remarks>
public sealed class AgentRuns(ITables tables)
{
    public const string Table = "agentruns";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(AgentRun entry) => new(PartitionOf(entry.AgentId), entry.Cursor);

    public static string PartitionOf(string agentId) => $"agent:{agentId}";

    /// <summary>Adds an entry; idempotent.</summary>
    public Task AddAsync(AgentRun entry, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOf(entry), entry, cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="AgentRun.Cursor"/> of the last entry seen; null for the newest.</param>
    public Task<IReadOnlyList<AgentRun>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken) =>
        _table.RowsAsync<AgentRun>(KeyRange.OfCursors(PartitionOf(agentId), after), take, cancellationToken);

    /// <summary>Removes up to 100 entries of one agent. One storage transaction.</summary>
    public Task RemoveAsync(IReadOnlyList<AgentRun> entries, CancellationToken cancellationToken) =>
        _table.RemoveAllAsync(entries.Select(KeyOf), cancellationToken);
}

public sealed record AgentRun(string AgentId, string RunId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first as text; entries added later do not change it.</summary>
    public string Cursor => $"{CursorBefore(CreatedAt)}-{RunId}";

    /// <summary>A cursor whose following entries are as old as this time, or older.</summary>
    public static string CursorBefore(DateTimeOffset at) => TimedCursor.At(at);

    public static AgentRun Of(Run run) => new(run.AgentId, run.Id, run.CreatedAt);
}
