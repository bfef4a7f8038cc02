using System.Globalization;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Rows by key, each with a tag that changes whenever it is written. Not safe for threads: its owner locks.</summary>
internal sealed class MemoryTable<TRow> where TRow : class
{
    private readonly Dictionary<string, Stored<TRow>> _rows = new(StringComparer.Ordinal);
    private long _tag;

    public int Count => _rows.Count;

    public Stored<TRow>? Find(string key) => _rows.GetValueOrDefault(key);

    /// <returns>The new tag.</returns>
    public string Put(string key, TRow row)
    {
        var tag = (++_tag).ToString(CultureInfo.InvariantCulture);
        _rows[key] = new Stored<TRow>(row, tag);
        return tag;
    }

    /// <summary>Whether the row still has the tag, or, without one, is not there.</summary>
    public bool Has(string key, string? tag) => Find(key)?.ETag == tag;

    /// <returns>The new tag; null when the row has changed since it was read.</returns>
    public string? TryPut(string key, TRow row, string? tag) => Has(key, tag) ? Put(key, row) : null;

    public void Remove(string key) => _rows.Remove(key);
}
