namespace Zhiyu.Core.Threads;

/// <param name="Cursor">Where the next page begins; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);

/// <summary>Full pages of lists some of whose entries show nothing: what they are for is withheld, or was never there.</summary>
/// <remarks>
/// Where an entry shows nothing, the list is read on behind the page, twice as far each time; a page that is short after
/// six times is given with a cursor behind what was passed over.
/// </remarks>
internal static class Page
{
    private const int MostRounds = 6;

    // How far at least it may be read on at a time, where pages are short.
    private const int MostAtOnce = 20;

    /// <param name="after">The cursor of the last entry seen; null for the beginning.</param>
    /// <param name="limit">How many items the page may have.</param>
    /// <param name="readAsync">At most so many entries after a cursor.</param>
    /// <param name="cursorOf">The cursor of an entry.</param>
    /// <param name="showAsync">Null for an entry that shows nothing. All of a reading are shown at once.</param>
    public static async Task<Page<TItem>> FillAsync<TEntry, TItem>(
        string? after,
        int limit,
        Func<string?, int, Task<IReadOnlyList<TEntry>>> readAsync,
        Func<TEntry, string> cursorOf,
        Func<TEntry, Task<TItem?>> showAsync) where TItem : class
    {
        List<TItem> items = [];
        for (var round = 0; round < MostRounds; round++)
        {
            var size = round == 0 ? limit : Math.Min(Math.Max(limit, MostAtOnce), (limit - items.Count) << round);
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
