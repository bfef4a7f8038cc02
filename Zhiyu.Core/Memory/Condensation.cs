using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Memory;

/// <summary>A step that makes a memory smaller: its oldest rows become part of the digest.</summary>
/// <remarks>
/// It depends on the rows alone, and is written in one transaction with their ETags. So each entry is counted once,
/// whatever crashes and however many instances do it at once. A row that is added later with a time that is condensed
/// already, as a repeated delivery does, is not counted; the next step removes it.
/// </remarks>
/// <param name="Digest">The new digest.</param>
/// <param name="DigestTag">The ETag of the digest before; null when there was none.</param>
/// <param name="Folded">The rows that it replaces.</param>
internal sealed record Condensation(
    MemoryDigest Digest, string? DigestTag, IReadOnlyList<Stored<MemoryRow>> Folded)
{
    /// <summary>With more rows, the oldest are condensed.</summary>
    public const int MostRows = 200;

    /// <summary>How many old entries the digest keeps for recall.</summary>
    public const int MostEntries = 150;

    /// <summary>How many other agents the digest keeps.</summary>
    public const int MostTies = 200;

    // One change of the transaction is the digest.
    private const int MostAtOnce = TableLimits.MaxChanges - 1;

    /// <summary>Null while the memory is small enough.</summary>
    /// <param name="keptSince">Notes of before are dropped.</param>
    public static Condensation? Of(AgentMemory memory, DateTimeOffset keptSince)
    {
        var rows = memory.Rows.Where(row => row.Row.Entry is not null)
            .OrderBy(row => row.Row.Entry!.At).ThenBy(row => row.Row.Entry!.RunId, StringComparer.Ordinal)
            .ToList();
        if (rows.Count <= MostRows) return null;

        // A row of the same time as one that stays would not be counted any more; so it stays too.
        var firstKept = rows[MostAtOnce].Row.Entry!.At;
        var folded = rows.Take(MostAtOnce).Where(row => row.Row.Entry!.At < firstKept).ToList();
        if (folded.Count == 0) return null;

        var before = memory.Rows.SingleOrDefault(row => row.Row.Digest is not null);
        var upTo = Later(folded[^1].Row.Entry!.At, before?.Row.Digest!.UpTo);
        var runIds = folded.Select(row => row.Row.Entry!.RunId).ToHashSet();
        // Recent has neither those that are gone nor those that are counted already.
        var counted = memory.Recent.Where(entry => runIds.Contains(entry.RunId)).ToList();
        var kept = memory.Entries.SkipLast(memory.Recent.Count).Concat(counted);
        return new Condensation(
            new MemoryDigest
            {
                AgentId = memory.AgentId,
                UpTo = upTo,
                Entries = BestOf(kept.Where(entry => entry.At >= keptSince && entry.Noted.Notes.Count > 0), upTo),
                Ties =
                [
                    .. TieSums.Of(memory.Ties, counted, upTo)
                        .OrderByDescending(tie => tie.Familiarity)
                        .Take(MostTies)
                        .Select(tie => tie with
                        {
                            Moments = [.. tie.Moments.Where(moment => moment.At >= keptSince)],
                        })
                        .OrderBy(tie => tie.AgentId, StringComparer.Ordinal),
                ],
            },
            before?.ETag,
            folded);
    }

    private static IReadOnlyList<MemoryEntry> BestOf(IEnumerable<MemoryEntry> entries, DateTimeOffset now) =>
    [
        .. entries
            .OrderByDescending(entry => entry.Noted.Notes.Max(note => NoteWeight.Of(note, now - entry.At)))
            .ThenByDescending(entry => entry.At)
            .ThenBy(entry => entry.RunId, StringComparer.Ordinal)
            .Take(MostEntries)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.RunId, StringComparer.Ordinal),
    ];

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) =>
        other is { } time && time > one ? time : one;
}
