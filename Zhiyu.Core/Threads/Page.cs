namespace Zhiyu.Core.Threads;

/// <param name="Cursor">The start of the next page; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);

/// <summary>
/// Fills pages from lists in which some entries are not shown, because their content is withheld or does not exist.
/// </summary>
/// <remarks>
/// When entries are not shown, it reads further, each time twice as far. After six reads it returns a short page with a
/// cursor after the skipped entries.
/// </remarks>
internal static class Page
{
    private const int MaxReads = 6;

    // The minimum size of such a further read when pages are short.
    private const int MinReadSize = 20;

    /// <param name="after">The cursor of the last entry seen; null for the beginning.</param>
    /// <param name="limit">The maximum number of items on the page.</param>
    /// <param name="readAsync">Reads at most the given number of entries after a cursor.</param>
    /// <param name="cursorOf">The cursor of an entry.</param>
    /// <param name="showAsync">
    /// Returns null for an entry that is not shown. Called concurrently for all entries of a read.
    /// </param>
    public static async Task<Page<TItem>> FillAsync<TEntry, TItem>(
        string? after,
        int limit,
        Func<string?, int, Task<IReadOnlyList<TEntry>>> readAsync,
        Func<TEntry, string> cursorOf,
        Func<TEntry, Task<TItem?>> showAsync) where TItem : class
    {
        List<TItem> items = [];
        for (var read = 0; read < MaxReads; read++)
        {
            var size = read == 0 ? limit : Math.Min(Math.Max(limit, MinReadSize), (limit - items.Count) << read);
            var entries = await readAsync(after, size + 1);
            var shown = await Task.WhenAll(entries.Take(size).Select(showAsync));
            foreach (var (place, item) in shown.Index())
            {
                after = cursorOf(entries[place]);
                if (item is not null) items.Add(item);
                if (items.Count == limit) return new Page<TItem>(items, place + 1 < entries.Count ? after : null);
            }

            if (entries.Count <= size) return new Page<TItem>(items, null);
        }

        return new Page<TItem>(items, after);
    }
}
