using System.Globalization;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>
/// Behaves like Table Storage without its format: partitions of rows in ordinal order of their keys, a new ETag for
/// each write, and transactions within a partition. Rows are stored by reference, so they must be immutable.
/// </summary>
internal sealed class MemoryTable<TRow> where TRow : class
{
    /// <summary>The limit of a transaction of Table Storage.</summary>
    private const int MaxChanges = 100;

    /// <summary>The limit of a response of Table Storage.</summary>
    private const int MaxRows = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<Entry>> _partitions = new(StringComparer.Ordinal);
    private long _writes;

    public Stored<TRow>? Find(TableKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return Peek(key);
    }

    /// <summary>Adds the row, or replaces it regardless of its ETag.</summary>
    public void Put(TableKey key, TRow row, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) Write(key, row);
    }

    /// <summary>Removes the row if it has the tag, or any tag when null; returns whether the row is gone.</summary>
    public bool Remove(TableKey key, string? tag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Peek(key) is not { } found) return true;
            if (tag is not null && found.ETag != tag) return false;
            return _partitions[key.Partition].Remove(new Entry(key.Row));
        }
    }

    /// <summary>Removes the row if it exists and has the tag; returns whether it did.</summary>
    /// <param name="removed">An action that runs before others can see that the row is gone.</param>
    public bool TryTake(TableKey key, string tag, Action removed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Peek(key)?.ETag != tag) return false;
            _partitions[key.Partition].Remove(new Entry(key.Row));
            removed();
            return true;
        }
    }

    /// <summary>
    /// Removes at most <paramref name="most"/> rows of the partitions before a key; returns how many.
    /// </summary>
    public int RemoveBefore(string partition, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var rows = _partitions
                .Where(each => string.CompareOrdinal(each.Key, partition) < 0)
                .OrderBy(each => each.Key, StringComparer.Ordinal)
                .SelectMany(each => each.Value.Select(entry => new TableKey(each.Key, entry.Key)))
                .Take(most)
                .ToList();
            foreach (var row in rows) _partitions[row.Partition].Remove(new Entry(row.Row));
            return rows.Count;
        }
    }

    /// <summary>Adds the row unless its key is taken; returns whether it did.</summary>
    public bool TryAdd(TableKey key, TRow row, CancellationToken cancellationToken) =>
        TryCommit([new MemoryChange<TRow>(key, row, ETag: null)], cancellationToken) is not null;

    /// <summary>Makes all changes or none.</summary>
    /// <returns>The new ETags in the order of the changes; null on a conflict.</returns>
    /// <exception cref="ArgumentException">Table Storage does not allow such a transaction.</exception>
    public IReadOnlyList<string>? TryCommit(
        IReadOnlyList<MemoryChange<TRow>> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (changes.Count is 0 or > MaxChanges)
            throw new ArgumentException($"{changes.Count} changes are none or too many.", nameof(changes));
        if (changes.Any(change => change.Key.Partition != changes[0].Key.Partition))
            throw new ArgumentException("The changes are of several partitions.", nameof(changes));
        if (changes.DistinctBy(change => change.Key.Row, StringComparer.Ordinal).Count() < changes.Count)
            throw new ArgumentException("A row is changed twice.", nameof(changes));

        lock (_lock)
            return changes.All(change => Peek(change.Key)?.ETag == change.ETag)
                ? [.. changes.Select(change => Write(change.Key, change.Row))]
                : null;
    }

    /// <summary>At most <paramref name="take"/> rows of a partition strictly between two row keys, in order.</summary>
    public IReadOnlyList<Stored<TRow>> Range(
        string partition, string after, string before, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, MaxRows);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return _partitions.TryGetValue(partition, out var rows) && string.CompareOrdinal(after, before) < 0
                ? [.. rows.GetViewBetween(new Entry(after), new Entry(before))
                    .Where(entry => entry.Key != after && entry.Key != before)
                    .Take(take)
                    .Select(entry => entry.Row!)]
                : [];
    }

    private Stored<TRow>? Peek(TableKey key) =>
        _partitions.TryGetValue(key.Partition, out var rows) && rows.TryGetValue(new Entry(key.Row), out var found)
            ? found.Row
            : null;

    private string Write(TableKey key, TRow row)
    {
        if (!_partitions.TryGetValue(key.Partition, out var rows))
            _partitions[key.Partition] = rows = new SortedSet<Entry>(Entry.ByKey);
        var entry = new Entry(key.Row, new Stored<TRow>(row, (++_writes).ToString(CultureInfo.InvariantCulture)));
        rows.Remove(entry);
        rows.Add(entry);
        return entry.Row!.ETag;
    }

    /// <param name="Row">Null in an entry that is only used for comparison.</param>
    private readonly record struct Entry(string Key, Stored<TRow>? Row = null)
    {
        public static readonly IComparer<Entry> ByKey =
            Comparer<Entry>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));
    }
}

/// <param name="Row">The new state of the row.</param>
/// <param name="ETag">The ETag that the row must still have; null for a row that must not exist.</param>
internal sealed record MemoryChange<TRow>(TableKey Key, TRow Row, string? ETag) where TRow : class;
