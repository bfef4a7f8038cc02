using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Archive;

/// <summary>
/// Finds rows that are there twice in an archive of any order. It remembers the places of a part of the rows, so that
/// its memory has a bound, and has to see all rows once for each part.
/// </summary>
/// <param name="rows">How many there are.</param>
/// <param name="most">How many places are remembered at a time, about.</param>
internal sealed class RowSelection(long rows, int most = RowSelection.MostRows)
{
    /// <summary>Some 30 MB.</summary>
    private const int MostRows = 500_000;

    private readonly ulong _parts = (ulong)((rows / most) + 1);
    private readonly HashSet<UInt128> _seen = [];
    private ulong _part;

    public bool HasMore => _part < _parts;

    public void Next()
    {
        _part++;
        _seen.Clear();
    }

    /// <summary>Says false for a row whose place is known; rows of other parts pass.</summary>
    public bool TryAdd(ArchivedRow row)
    {
        var hash = HashOf(row);
        return (ulong)(hash % _parts) != _part || _seen.Add(hash);
    }

    // No key has the character between them.
    private static UInt128 HashOf(ArchivedRow row) => BinaryPrimitives.ReadUInt128LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Table}\n{row.Partition}\n{row.Key}")));
}
