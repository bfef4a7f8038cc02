namespace Zhiyu.Core.Governance;

/// <summary>All governance actions there are, newest first.</summary>
/// <remarks>
/// An entry is written before its action, so that none can be missing; one whose action was never committed is passed
/// over by the reader.
/// </remarks>
internal interface IAuditIndex
{
    /// <summary>Writing the same entry again changes nothing. One storage transaction.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="AuditEntry.Cursor"/> of the last entry seen; null for the newest.</param>
    Task<IReadOnlyList<AuditEntry>> NewestAsync(string? after, int take, CancellationToken cancellationToken);

    /// <summary>Removes up to 100 entries. One storage transaction.</summary>
    Task RemoveAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);
}

/// <param name="ActionId">The action.</param>
/// <param name="TargetType">Says where the action is kept.</param>
/// <param name="At">The time of the action; an action with the same id and another time is another attempt's.</param>
internal sealed record AuditEntry(string ActionId, GovernanceTarget TargetType, DateTimeOffset At)
{
    /// <summary>Sorts newest first, as text; entries that are added later never move it.</summary>
    public string Cursor => $"{CursorBefore(At)}-{ActionId}";

    /// <summary>What comes after it is as old as that, or older.</summary>
    public static string CursorBefore(DateTimeOffset at) => $"{DateTimeOffset.MaxValue.Ticks - at.UtcTicks:d19}";

    public static AuditEntry Of(GovernanceAction action) => new(action.Id, action.TargetType, action.At);
}
