using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Zhiyu.Core.Forum;

/// <summary>Pages that were read before. Many who want the same one at once have it read once.</summary>
/// <remarks>What a page is kept by names its version: one that has changed is never asked for again.</remarks>
internal sealed class PageCache(TimeProvider clock) : IDisposable
{
    // Of all that is kept, in characters: some 16 MiB.
    private const long MostCharacters = 8_000_000;

    // Of a page: keys, ids and times.
    private const int Overhead = 1_000;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostCharacters });
    private readonly ConcurrentDictionary<object, Task> _readings = new();

    /// <param name="key">What is read, with its version; compared by value.</param>
    /// <param name="maxAge">Of what was read; for ever where its version tells all.</param>
    /// <param name="read">Reads it anew.</param>
    /// <param name="length">How many characters of text it keeps.</param>
    /// <param name="cancellationToken">The caller's. Where one gives up who read for others, another reads.</param>
    public async Task<IReadOnlyList<T>> GetAsync<T>(
        object key,
        TimeSpan maxAge,
        Func<CancellationToken, Task<IReadOnlyList<T>>> read,
        Func<T, long> length,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_pages.TryGetValue(key, out Kept<T>? kept) && clock.GetElapsedTime(kept!.ReadAt) < maxAge)
                return kept.Rows;
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = _readings.GetOrAdd(key, mine.Task);
            if (reading != mine.Task)
            {
                await reading.WaitAsync(cancellationToken);
                continue;
            }

            try
            {
                var readAt = clock.GetTimestamp();
                var rows = await read(cancellationToken);
                _pages.Set(key, new Kept<T>(rows, readAt), new MemoryCacheEntryOptions
                {
                    Size = Overhead + rows.Sum(length),
                });
                return rows;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                mine.SetException(fault);
                _ = mine.Task.Exception; // Nobody may be waiting for it.
                throw;
            }
            finally
            {
                _readings.TryRemove(key, out _);
                mine.TrySetResult();
            }
        }
    }

    public void Dispose() => _pages.Dispose();

    private sealed record Kept<T>(IReadOnlyList<T> Rows, long ReadAt);
}
