using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Search.Embedded;

/// <summary>An index of this instance's own, in files that it shares with no one.</summary>
/// <remarks>
/// It is opened from the newest snapshot of any instance, and writes one when much is new. A snapshot that is damaged
/// is not used. Files are mapped into memory, so that the system decides how much of them stays there.
/// </remarks>
internal sealed class EmbeddedIndex(
    ISearchSnapshots snapshots, IOptions<SearchOptions> options, TimeProvider clock, ILogger<EmbeddedIndex> logger)
    : ISearchIndex
{
    private static readonly string SnapshotName = FormattableString.Invariant($"embedded-{IndexFields.Format}");

    private static readonly Sort NewestFirst = new(
        new SortField(IndexFields.Created, SortFieldType.INT64, reverse: true), SortField.FIELD_DOC);

    private readonly CancellationTokenSource _stopping = new();

    private OpenIndex? _open;
    private SnapshotInfo? _snapshot;
    private int _unsaved;
    private DateTimeOffset _savedAt;
    private Task _save = Task.CompletedTask;

    private OpenIndex Open => _open ?? throw new InvalidOperationException("The index is not open.");

    public async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        Close();
        for (SnapshotInfo? tried = null; ; tried = _snapshot)
        {
            _snapshot = await snapshots.FindAsync(SnapshotName, cancellationToken);
            // The same again is damaged; another one has replaced it while it was read.
            if (_snapshot is null || _snapshot == tried) break;
            if (await RestoreAsync(_snapshot, cancellationToken) is not { } restored) continue;
            (_open, _unsaved, _savedAt) = (restored, 0, clock.GetUtcNow());
            return _snapshot.Position;
        }

        // What is built now is worth a snapshot, however little it is.
        (_open, _unsaved, _savedAt) = (new OpenIndex(IndexFolder.Create(clock.GetUtcNow())), 0, DateTimeOffset.MinValue);
        return null;
    }

    public Task ClearAsync(CancellationToken cancellationToken)
    {
        Open.Writer.DeleteAll();
        _savedAt = DateTimeOffset.MinValue;
        return Task.CompletedTask;
    }

    public Task PutAsync(IReadOnlyList<SearchDocument> documents, CancellationToken cancellationToken)
    {
        var writer = Open.Writer;
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.UpdateDocument(new Term(IndexFields.Id, document.Id), IndexFields.Of(document));
        }

        Interlocked.Add(ref _unsaved, documents.Count);
        return Task.CompletedTask;
    }

    public Task CompleteAsync(string position, CancellationToken cancellationToken)
    {
        var open = Open;
        open.Searchers.MaybeRefreshBlocking();
        if (IsSnapshotDue(open) && _save.IsCompleted) _save = SaveAsync(open, position);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> FindAsync(
        SearchQuery query, int skip, int take, CancellationToken cancellationToken)
    {
        if (IndexQueries.Of(query) is not { } search) return Task.FromResult<IReadOnlyList<string>>([]);
        var searchers = Open.Searchers;
        var searcher = searchers.Acquire();
        try
        {
            var found = query.Sort == SearchSort.New
                ? searcher.Search(search, skip + take, NewestFirst)
                : searcher.Search(search, skip + take);
            return Task.FromResult<IReadOnlyList<string>>(
                [.. found.ScoreDocs.Skip(skip).Select(hit => searcher.Doc(hit.Doc).Get(IndexFields.Id, CultureInfo.InvariantCulture))]);
        }
        finally
        {
            searchers.Release(searcher);
        }
    }

    /// <summary>Where the files of the index are.</summary>
    internal string Folder => Open.Folder.Index;

    /// <summary>Ends when the snapshot that is being written is stored, or could not be.</summary>
    internal Task SavedAsync() => _save;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _save;
        Close();
        _stopping.Dispose();
    }

    private void Close()
    {
        _open?.Dispose();
        _open = null;
    }

    private bool IsSnapshotDue(OpenIndex open) => _unsaved > 0
        && (_unsaved >= Math.Max(options.Value.SnapshotDocuments, open.Writer.NumDocs / 100)
            || clock.GetUtcNow() - _savedAt >= options.Value.SnapshotAge);

    private async Task SaveAsync(OpenIndex open, string position)
    {
        // A search does not wait for it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        (_unsaved, _savedAt) = (0, clock.GetUtcNow());
        try
        {
            var newest = await snapshots.FindAsync(SnapshotName, _stopping.Token);
            // Another instance was faster; the next one is due when there is more.
            if (newest?.ETag != _snapshot?.ETag)
            {
                _snapshot = newest;
                return;
            }

            var checksum = "";
            open.Commit(files => checksum = SnapshotFile.Pack(files, open.Folder.Snapshot));
            await using (var file = File.OpenRead(open.Folder.Snapshot))
                _snapshot = await snapshots.WriteAsync(
                    SnapshotName, position, checksum, file, newest, _stopping.Token) ?? _snapshot;
            File.Delete(open.Folder.Snapshot);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            Log.SnapshotNotWritten(logger, fault);
        }
    }

    /// <returns>Null when the snapshot was replaced meanwhile or can't be used.</returns>
    private async Task<OpenIndex?> RestoreAsync(SnapshotInfo snapshot, CancellationToken cancellationToken)
    {
        var folder = IndexFolder.Create(clock.GetUtcNow());
        try
        {
            await using (var file = File.Create(folder.Snapshot))
                if (!await snapshots.ReadAsync(snapshot, file, cancellationToken)) return Discard(folder);
            SnapshotFile.Unpack(folder.Snapshot, snapshot.Checksum, folder.Index);
            File.Delete(folder.Snapshot);
            return new OpenIndex(folder);
        }
        // Lucene says of its files what the system says of files.
        catch (Exception fault) when (fault is IOException or InvalidDataException or ArgumentException)
        {
            Log.SnapshotDamaged(logger, fault);
            return Discard(folder);
        }
        catch
        {
            Discard(folder);
            throw;
        }
    }

    private static OpenIndex? Discard(IndexFolder folder)
    {
        folder.Dispose();
        return null;
    }
}
