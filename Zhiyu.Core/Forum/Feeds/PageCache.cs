using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Zhiyu.Core.Forum.Feeds;

/// <summary>Pages that were read before. Many who want the same one at once have it read once.</summary>
/// <remarks>What a page is kept by names its version: one that has changed is never asked for again.</remarks>
internal sealed class PageCache(TimeProvider clock) : IDisposable
{
    // Of all that is kept, in characters: some 16 MiB.
    private const long MostCharacters = 8_000_000;

    // Of a row, beside its text: ids, times, what moderation said.
    private const int Overhead = 400;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostCharacters });
    private readonly ConcurrentDictionary<object, Task> _readings = new();

    /// <param name="key">What is read, with its version; compared by value.</param>
    /// <param name="maxAge">Of what was read.</param>
    /// <param name="read">Reads it anew.</param>
    /// <param name="length">How many characters of text a row has.</param>
    /// <param name="cancellationToken">The caller's. Where one gives up who read for others, another reads.</param>
    public async Task<IReadOnlyList<T>> GetAsync<T>(
        object key,
        TimeSpan maxAge,
        Func<CancellationToken, Task<IReadOnlyList<T>>> read,
        Func<T, long> length,
        CancellationToken cancellationToken)
    {
        if (_pages.TryGetValue(key, out Kept<T>? kept) && clock.GetElapsedTime(kept!.ReadAt) < maxAge) return kept.Rows;
        while (true)
        {
            var mine = new TaskCompletionSource<IReadOnlyList<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = (Task<IReadOnlyList<T>>)_readings.GetOrAdd(key, mine.Task);
            if (reading == mine.Task) return await ReadAsync(mine);
            try
            {
                return await reading.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (reading.IsCanceled && !cancellationToken.IsCancellationRequested)
            {
                // It was read for another, who has gone.
            }
        }

        async Task<IReadOnlyList<T>> ReadAsync(TaskCompletionSource<IReadOnlyList<T>> mine)
        {
            try
            {
                var readAt = clock.GetTimestamp();
                var rows = await read(cancellationToken);
                _pages.Set(key, new Kept<T>(rows, readAt), new MemoryCacheEntryOptions
                {
                    Size = rows.Sum(row => Overhead + length(row)) + Overhead,
                    AbsoluteExpirationRelativeToNow = maxAge,
                });
                End();
                mine.SetResult(rows);
                return rows;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                End();
                mine.SetCanceled(cancellationToken);
                throw;
            }
            catch (Exception fault)
            {
                End();
                mine.SetException(fault);
                _ = mine.Task.Exception; // Nobody may be waiting for it.
                throw;
            }
        }

        // Before its outcome is told: whoever reads again must not find it.
        void End() => _readings.TryRemove(key, out _);
    }

    public void Dispose() => _pages.Dispose();

    private sealed record Kept<T>(IReadOnlyList<T> Rows, long ReadAt);
}
