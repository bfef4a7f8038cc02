using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Zhiyu.Core.Forum.Feeds;

/// <summary>Caches pages. Concurrent requests for the same page share one read.</summary>
/// <remarks>The key contains the version of the page, so a changed page has a new key.</remarks>
public sealed class PageCache(TimeProvider clock) : IDisposable
{
    // Of all cached pages together, about 16 MiB.
    private const long MaxCharacters = 8_000_000;

    // Per row, in addition to its text: ids, times and the moderation result.
    private const int RowOverhead = 400;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });
    private readonly ConcurrentDictionary<object, Task> _pendingReads = new();

    /// <param name="key">What is read, with its version. Compared by value.</param>
    /// <param name="maxAge">The maximum age of the cached page.</param>
    /// <param name="read">Reads the page from storage.</param>
    /// <param name="length">How many characters of text a row has.</param>
    /// <param name="cancellationToken">
    /// Cancels this caller only. If it was reading for others, one of them reads again.
    /// </param>
    public async Task<IReadOnlyList<T>> GetAsync<T>(
        object key,
        TimeSpan maxAge,
        Func<CancellationToken, Task<IReadOnlyList<T>>> read,
        Func<T, long> length,
        CancellationToken cancellationToken)
    {
        if (_pages.TryGetValue(key, out CachedPage<T>? cached) && clock.GetElapsedTime(cached!.ReadAt) < maxAge)
            return cached.Rows;
        while (true)
        {
            var ownRead = new TaskCompletionSource<IReadOnlyList<T>>(
                TaskCreationOptions.RunContinuationsAsynchronously);
            var pending = (Task<IReadOnlyList<T>>)_pendingReads.GetOrAdd(key, ownRead.Task);
            if (pending == ownRead.Task) return await ReadAsync(ownRead);
            try
            {
                return await pending.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (pending.IsCanceled && !cancellationToken.IsCancellationRequested)
            {
                // The caller that was reading has cancelled: try again.
            }
        }

        async Task<IReadOnlyList<T>> ReadAsync(TaskCompletionSource<IReadOnlyList<T>> ownRead)
        {
            try
            {
                var readAt = clock.GetTimestamp();
                var rows = await read(cancellationToken);
                _pages.Set(key, new CachedPage<T>(rows, readAt), new MemoryCacheEntryOptions
                {
                    Size = rows.Sum(row => RowOverhead + length(row)) + RowOverhead,
                    AbsoluteExpirationRelativeToNow = maxAge,
                });
                RemovePending();
                ownRead.SetResult(rows);
                return rows;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                RemovePending();
                ownRead.SetCanceled(cancellationToken);
                throw;
            }
            catch (Exception fault)
            {
                RemovePending();
                ownRead.SetException(fault);
                _ = ownRead.Task.Exception; // Marks the exception as observed when no other caller waits.
                throw;
            }
        }

        // Called before the result is set: a caller that retries must not find the finished read.
        void RemovePending() => _pendingReads.TryRemove(key, out _);
    }

    public void Dispose() => _pages.Dispose();

    private sealed record CachedPage<T>(IReadOnlyList<T> Rows, long ReadAt);
}
