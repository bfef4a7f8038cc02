using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>The index of all governance actions, newest first.</summary>
/// <remarks>
/// An entry is written before its action, so that none is missing; readers skip an entry whose action was never
/// committed.
/// </remarks>
public sealed class AuditIndex(ITables tables)
{
    public const string Table = "audit";

    private const string Partition = "all";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(AuditEntry entry) => new(Partition, entry.Cursor);

    /// <summary>Adds an entry; idempotent. One storage transaction.</summary>
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOf(entry), entry, cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="AuditEntry.Cursor"/> of the last entry seen; null for the newest.</param>
    public Task<IReadOnlyList<AuditEntry>> NewestAsync(
        string? after, int take, CancellationToken cancellationToken) =>
        _table.RowsAsync<AuditEntry>(KeyRange.OfCursors(Partition, after), take, cancellationToken);

    /// <summary>Removes up to 100 entries. One storage transaction.</summary>
    public Task RemoveAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) =>
        _table.RemoveAllAsync(entries.Select(KeyOf), cancellationToken);
}

/// <param name="ActionId">The action.</param>
/// <param name="TargetType">Determines the store of the action.</param>
/// <param name="At">
/// The time of the action; an action with the same id and another time belongs to another attempt.
/// </param>
public sealed record AuditEntry(string ActionId, GovernanceTarget TargetType, DateTimeOffset At)
{
    /// <summary>Sorts newest first as text; entries added later do not change it.</summary>
    public string Cursor => $"{CursorBefore(At)}-{ActionId}";

    /// <summary>A cursor whose following entries are as old as this time, or older.</summary>
    public static string CursorBefore(DateTimeOffset at) => TimedCursor.At(at);

    public static AuditEntry Of(GovernanceAction action) => new(action.Id, action.TargetType, action.At);
}
