using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Search;

/// <summary>Opens the index at the first search, and brings it up to date before each one.</summary>
/// <remarks>
/// Nothing is read while no one searches. The stream names what is new. It remembers a day: an index that is older is
/// built again from the threads. Searches share what is read, at most once a second.
/// </remarks>
public sealed class IndexUpdater : IAsyncDisposable
{
    // How far the clock of another instance may be ahead.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private readonly ISearchIndex _index;
    private readonly IndexContent _content;
    private readonly ForumStream _stream;
    private readonly StreamOptions _streamOptions;
    private readonly SearchOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<IndexUpdater> _logger;
    private readonly CachedValue<string> _tail;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();

    private Task? _opening;

    // The index has all before it, and nothing can come before it any more.
    private string _position = "";

    // The events after it that the index has too.
    private HashSet<string> _ahead = [];

    public IndexUpdater(
        ISearchIndex index,
        IndexContent content,
        ForumStream stream,
        IOptions<StreamOptions> streamOptions,
        IOptions<SearchOptions> options,
        TimeProvider clock,
        ILogger<IndexUpdater> logger)
    {
        (_index, _content, _stream, _clock, _logger) = (index, content, stream, clock, logger);
        (_streamOptions, _options) = (streamOptions.Value, options.Value);
        _tail = new CachedValue<string>(ReadTailAsync, options.Value.Staleness, clock);
    }

    /// <summary>
    /// Brings the index up to date: one storage transaction when nothing is new, none within a second. Returns false
    /// when the index is still being opened or built.
    /// </summary>
    public async Task<bool> UpdateAsync(CancellationToken cancellationToken)
    {
        var opening = Opening();
        try
        {
            await opening.WaitAsync(_options.MaxWait, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }

        try
        {
            await _tail.GetAsync(cancellationToken);
            return true;
        }
        // The files of the index can't be used any more, for example because the disk is full.
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            Reopen(opening);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_opening is { } opening) await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _tail.Dispose();
    }

    private Task Opening()
    {
        lock (_lock)
        {
            var isForgotten = _opening is { IsCompletedSuccessfully: true } && IsForgotten(_position);
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true } || isForgotten)
                // It serves later searches too, so it does not run in the context of this one.
                using (ExecutionContext.SuppressFlow()) _opening = Task.Run(OpenAsync);
            return _opening;
        }
    }

    private void Reopen(Task opening)
    {
        lock (_lock)
            if (_opening == opening) _opening = null;
    }

    private async Task OpenAsync()
    {
        try
        {
            _ahead = [];
            var position = await _index.OpenAsync(_stopping.Token);
            _position = position is null || IsForgotten(position)
                ? await BuildAsync(isEmpty: position is null, _stopping.Token)
                : position;
            await ReadTailAsync(_stopping.Token);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.IndexNotOpened(_logger, fault);
            throw;
        }
    }

    private bool IsForgotten(string position) =>
        StreamPosition.TimeOf(position) < _clock.GetUtcNow() - _streamOptions.Retention;

    private async Task<string> BuildAsync(bool isEmpty, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        // What is written while it is built is in the stream after this.
        var position = SettledPosition();
        if (!isEmpty) await _index.ClearAsync(cancellationToken);
        var documents = 0;
        await _content.ForEachThreadAsync(
            async (thread, token) =>
            {
                Interlocked.Add(ref documents, thread.Count);
                await _index.PutAsync(thread, token);
            },
            cancellationToken);
        var elapsed = _clock.GetElapsedTime(started);
        Log.IndexBuilt(_logger, documents, elapsed);
        return position;
    }

    /// <summary>Reads what is new, and returns the position up to which the index has all.</summary>
    private async Task<string> ReadTailAsync(CancellationToken cancellationToken)
    {
        var settled = SettledPosition();
        // What can still be preceded by a slower write is read at once, and will be read again.
        var end = StreamPosition.Of(_clock.GetUtcNow() + ClockTolerance);
        HashSet<string> ahead = [];
        IReadOnlyList<StreamRow> rows;
        var after = _position;
        do
        {
            rows = await _stream.ReadAsync(after, end, TableLimits.MaxRows, cancellationToken);
            await PutAsync(
                rows.Where(row => row is { MovedTo: null, Entry.IsContent: true })
                    .Where(row => !_ahead.Contains(row.Entry.EventId)),
                cancellationToken);
            ahead.UnionWith(rows.Where(row => row.MovedTo is null && StreamPosition.IsBefore(settled, row.Position))
                .Select(row => row.Entry.EventId));
            after = rows is [.., var last] ? last.Position : after;
        }
        while (rows.Count == TableLimits.MaxRows);

        (_position, _ahead) = (StreamPosition.Max(_position, settled), ahead);
        await _index.CompleteAsync(_position, cancellationToken);
        return _position;
    }

    private async Task PutAsync(IEnumerable<StreamRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Entry.ContentId).ToHashSet();
        if (ids.Count > 0) await _index.PutAsync(await _content.OfAsync(ids, cancellationToken), cancellationToken);
    }

    private string SettledPosition() => StreamPosition.Of(_clock.GetUtcNow() - _streamOptions.ReadDelay);
}
