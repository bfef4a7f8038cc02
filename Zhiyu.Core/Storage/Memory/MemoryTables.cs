using System.Collections.Concurrent;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Tables in the memory of this process.</summary>
internal sealed class MemoryTables : ITables
{
    private readonly ConcurrentDictionary<string, MemoryTable> _tables = new(StringComparer.Ordinal);

    /// <param name="longRows">Makes no difference: memory keeps rows of any length.</param>
    public ITable Open(string name, bool longRows = false) => _tables.GetOrAdd(name, _ => new MemoryTable());
}
