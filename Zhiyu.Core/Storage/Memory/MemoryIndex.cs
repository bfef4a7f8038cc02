namespace Zhiyu.Core.Storage.Memory;

/// <summary>Lists of entries, each in the order of their cursors. Safe for threads.</summary>
internal sealed class MemoryIndex<TEntry>(Func<TEntry, string> cursorOf) where TEntry : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<Place>> _lists = new(StringComparer.Ordinal);

    /// <summary>Adding an entry with the same cursor puts it in the place of the first.</summary>
    public void Add(string list, TEntry entry)
    {
        lock (_lock)
        {
            if (!_lists.TryGetValue(list, out var places)) _lists[list] = places = [];
            var place = new Place(cursorOf(entry), entry);
            places.Remove(place);
            places.Add(place);
        }
    }

    public IReadOnlyList<TEntry> After(string list, string? cursor, int take)
    {
        lock (_lock)
        {
            if (!_lists.TryGetValue(list, out var places) || places.Count == 0) return [];
            if (cursor is null) return [.. places.Take(take).Select(place => place.Entry!)];
            var after = new Place(cursor, null);
            if (after.CompareTo(places.Max) > 0) return [];
            return
            [
                .. places.GetViewBetween(after, places.Max)
                    .Where(place => place.Cursor != cursor)
                    .Take(take)
                    .Select(place => place.Entry!),
            ];
        }
    }

    private sealed record Place(string Cursor, TEntry? Entry) : IComparable<Place>
    {
        public int CompareTo(Place? other) => string.CompareOrdinal(Cursor, other?.Cursor);
    }
}
