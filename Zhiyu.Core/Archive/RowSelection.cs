using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Archive;

/// <summary>
/// Finds repeated rows in an archive of any order. To limit memory, it stores the keys of one part of the rows at a
/// time, and needs one pass over the archive per part.
/// </summary>
/// <param name="rows">The number of rows.</param>
/// <param name="maxRows">The approximate number of keys stored at a time.</param>
internal sealed class RowSelection(long rows, int maxRows = RowSelection.MaxRows)
{
    /// <summary>About 30 MB.</summary>
    private const int MaxRows = 500_000;

    private readonly ulong _parts = (ulong)((rows / maxRows) + 1);
    private readonly HashSet<UInt128> _seen = [];
    private ulong _part;

    public bool HasMore => _part < _parts;

    public void Next()
    {
        _part++;
        _seen.Clear();
    }

    /// <summary>Returns false for a repeated row of the current part. Rows of other parts are ignored.</summary>
    public bool TryAdd(ArchivedRow row)
    {
        var hash = HashOf(row);
        return (ulong)(hash % _parts) != _part || _seen.Add(hash);
    }

    // Keys can't contain the separator.
    private static UInt128 HashOf(ArchivedRow row) => BinaryPrimitives.ReadUInt128LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Table}\n{row.Partition}\n{row.Key}")));
}
