using System.Globalization;
using System.Text.Json;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>
/// Behaves like Table Storage: partitions of rows in ordinal order of their keys, a new ETag for each write, and
/// transactions within a partition. Rows are kept as JSON, so that no reader or writer shares an object with the table.
/// </summary>
internal sealed class MemoryTable : ITable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<Entry>> _partitions = new(StringComparer.Ordinal);
    private long _writes;

    public Task<Stored<TRow>?> FindAsync<TRow>(TableKey key, CancellationToken cancellationToken) where TRow : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        Entry? found;
        lock (_lock) found = Peek(key);
        return Task.FromResult(found?.Read<TRow>());
    }

    public Task<IReadOnlyList<Stored<TRow>>> RangeAsync<TRow>(
        KeyRange range, int? take, CancellationToken cancellationToken) where TRow : class => Task.FromResult(
        (IReadOnlyList<Stored<TRow>>)[.. Range(range, take, cancellationToken).Select(entry => entry.Read<TRow>())]);

    public Task<int> CountAsync(KeyRange range, int max, CancellationToken cancellationToken) =>
        Task.FromResult(Range(range, max, cancellationToken).Count);

    public async Task<bool> AddAsync(TableKey key, object row, CancellationToken cancellationToken) =>
        await CommitAsync([new TableChange.Add(key, row)], cancellationToken) is CommitResult.Committed;

    public Task PutAsync(TableKey key, object row, CancellationToken cancellationToken) =>
        CommitAsync([new TableChange.Put(key, row)], cancellationToken);

    public Task<CommitResult> CommitAsync(IReadOnlyList<TableChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TableLimits.Check(changes);
        var written = changes.Select(change => (change.Key, Content: ContentAfter(change))).ToList();
        lock (_lock)
        {
            if (!changes.All(IsPossible)) return Task.FromResult<CommitResult>(new CommitResult.Conflict());
            List<string> tags = [];
            foreach (var (key, content) in written)
                if (content is null) Remove(key);
                else tags.Add(Write(key, content));
            return Task.FromResult<CommitResult>(new CommitResult.Committed(tags));
        }
    }

    public Task<bool> RemoveAsync(TableKey key, string? tag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var keep = Peek(key) is { } found && tag is not null && tag != found.ETag;
            if (!keep) Remove(key);
            return Task.FromResult(!keep);
        }
    }

    public Task<IReadOnlyList<TableKey>> KeysBeforeAsync(
        string partition, int take, CancellationToken cancellationToken) => Task.FromResult(
        (IReadOnlyList<TableKey>)[.. All(cancellationToken)
            .Where(each => string.CompareOrdinal(each.Key.Partition, partition) < 0)
            .Take(take)
            .Select(each => each.Key)]);

    public Task<IReadOnlyList<StoredMark>> MarksUsedBeforeAsync(
        DateTimeOffset time, int take, CancellationToken cancellationToken) => Task.FromResult(
        (IReadOnlyList<StoredMark>)[.. All(cancellationToken)
            .Where(each => each.Entry.Content is Mark mark && mark.UsedAt < time)
            .Take(take)
            .Select(each => new StoredMark(each.Key, each.Entry.ETag))]);

    private List<Entry> Range(KeyRange range, int? take, CancellationToken cancellationToken)
    {
        TableLimits.Check(take);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return _partitions.TryGetValue(range.Partition, out var rows)
                && string.CompareOrdinal(range.After, range.Before) < 0
                ? [.. rows.GetViewBetween(Entry.At(range.After), Entry.At(range.Before))
                    .Where(entry => entry.Key != range.After && entry.Key != range.Before)
                    .Take(take ?? int.MaxValue)]
                : [];
    }

    private List<(TableKey Key, Entry Entry)> All(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return
            [
                .. _partitions.OrderBy(partition => partition.Key, StringComparer.Ordinal).SelectMany(partition =>
                    partition.Value.Select(entry => (new TableKey(partition.Key, entry.Key), entry))),
            ];
    }

    private bool IsPossible(TableChange change) => change switch
    {
        TableChange.Add => Peek(change.Key) is null,
        TableChange.Replace replace => Peek(change.Key)?.ETag == replace.ETag,
        TableChange.Remove remove => Peek(change.Key) is { } found && (remove.ETag ?? found.ETag) == found.ETag,
        _ => true,
    };

    /// <summary>Null when the change removes the row.</summary>
    private static object? ContentAfter(TableChange change) => change switch
    {
        TableChange.Add add => ContentOf(add.Row),
        TableChange.Replace replace => ContentOf(replace.Row),
        TableChange.Put put => ContentOf(put.Row),
        _ => null,
    };

    private static object ContentOf(object row) =>
        row is Mark ? row : JsonSerializer.SerializeToUtf8Bytes(row, row.GetType(), StoredJson.Options);

    private Entry? Peek(TableKey key) =>
        _partitions.TryGetValue(key.Partition, out var rows) && rows.TryGetValue(Entry.At(key.Row), out var found)
            ? found
            : null;

    private string Write(TableKey key, object content)
    {
        if (!_partitions.TryGetValue(key.Partition, out var rows))
            _partitions[key.Partition] = rows = new SortedSet<Entry>(Entry.ByKey);
        var entry = new Entry(key.Row, content, (++_writes).ToString(CultureInfo.InvariantCulture));
        rows.Remove(entry);
        rows.Add(entry);
        return entry.ETag;
    }

    private void Remove(TableKey key)
    {
        if (!_partitions.TryGetValue(key.Partition, out var rows)) return;
        rows.Remove(Entry.At(key.Row));
        if (rows.Count == 0) _partitions.Remove(key.Partition);
    }

    /// <param name="Content">A mark, or JSON in UTF-8.</param>
    private sealed record Entry(string Key, object Content, string ETag)
    {
        public static readonly IComparer<Entry> ByKey =
            Comparer<Entry>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

        /// <summary>An entry that is only used for comparison.</summary>
        public static Entry At(string key) => new(key, "", "");

        public Stored<TRow> Read<TRow>() where TRow : class => new(
            Content as TRow ?? JsonSerializer.Deserialize<TRow>((byte[])Content, StoredJson.Options)!, ETag);
    }
}
