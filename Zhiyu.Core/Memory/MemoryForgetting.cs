using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>Makes an agent forget what its owner wants it to forget. Nothing else of a memory can be changed.</summary>
public sealed class MemoryForgetting(MemoryStore store, MemoryReader reader)
{
    /// <summary>Forgets one note. Two storage transactions.</summary>
    /// <param name="number">The number of the note in its entry.</param>
    /// <exception cref="ConcurrencyException">The memory changed during each attempt.</exception>
    public Task<ForgetOutcome> ForgetNoteAsync(
        string agentId, string runId, int number, CancellationToken cancellationToken) => ForgetAsync(
            agentId,
            id => id == runId,
            entry => entry.WithoutNote(number) is { Noted: { Notes: [], Attitude: null } } or { IsGone: true }
                ? Gone(entry)
                : entry.WithoutNote(number),
            cancellationToken);

    /// <summary>
    /// Forgets all of a thread, also when that is nothing. Two storage transactions, and one more for each further
    /// hundred entries.
    /// </summary>
    /// <exception cref="ConcurrencyException">The memory changed during each attempt.</exception>
    public Task<ForgetOutcome> ForgetThreadAsync(
        string agentId, string threadId, CancellationToken cancellationToken) =>
        ForgetAsync(agentId, id => Ids.Thread(id) == threadId, Gone, cancellationToken, isKnown: true);

    private async Task<ForgetOutcome> ForgetAsync(
        string agentId,
        Func<string, bool> isMeant,
        Func<MemoryEntry, MemoryEntry> forget,
        CancellationToken cancellationToken,
        bool isKnown = false)
    {
        var (known, notes) = (isKnown, 0);
        await OptimisticRetry.RunAsync(
            $"The memory of {agentId} kept changing while it was to forget something.",
            async token =>
            {
                var memory = await store.ReadAsync(agentId, token);
                known |= memory.Rows.SelectMany(row => EntriesOf(row.Row)).Any(entry => isMeant(entry.RunId));
                var changes =
                    from row in memory.Rows
                    let changed = Changed(row.Row, isMeant, forget)
                    where changed != row.Row
                    select (row, changed);
                foreach (var some in changes.Chunk(TableLimits.MaxChanges))
                {
                    if (!await store.TryReplaceAsync(some, token)) return false;
                    notes += some.Sum(change => NotesOf(change.row.Row) - NotesOf(change.changed));
                }

                return true;
            },
            cancellationToken);
        reader.Expire(agentId);
        return known ? new ForgetOutcome.Forgotten(notes) : new ForgetOutcome.Unknown();
    }

    // The same row when nothing of it is meant.
    private static MemoryRow Changed(
        MemoryRow row, Func<string, bool> isMeant, Func<MemoryEntry, MemoryEntry> forget)
    {
        if (row.Entry is { } entry)
            return !entry.IsGone && isMeant(entry.RunId) ? new MemoryRow(forget(entry)) : row;
        var digest = row.Digest!;
        var left = digest.Entries.Select(each => isMeant(each.RunId) ? forget(each) : each).ToList();
        var kept = left.Where(each => !each.IsGone).Select(each => each.RunId).ToHashSet();
        var changed = (digest with { Entries = left }).Without(runId => isMeant(runId) && !kept.Contains(runId));
        return changed.Items == digest.Items && left.SequenceEqual(digest.Entries)
            ? row
            : new MemoryRow(Digest: changed);
    }

    private static IEnumerable<MemoryEntry> EntriesOf(MemoryRow row) =>
        row.Digest?.Entries ?? (row.Entry is { } entry ? [entry] : []);

    private static int NotesOf(MemoryRow row) => EntriesOf(row).Sum(entry => entry.Noted.Notes.Count);

    private static MemoryEntry Gone(MemoryEntry entry) => MemoryEntry.Gone(entry.RunId, entry.AgentId, entry.At);
}

/// <summary>The outcome of forgetting.</summary>
public abstract record ForgetOutcome
{
    /// <param name="Notes">How many notes; none when they were forgotten before.</param>
    public sealed record Forgotten(int Notes) : ForgetOutcome;

    /// <summary>The agent remembers nothing of that run, and was not made to forget it.</summary>
    public sealed record Unknown : ForgetOutcome;
}
