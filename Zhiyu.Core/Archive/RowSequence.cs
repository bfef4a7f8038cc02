namespace Zhiyu.Core.Archive;

/// <summary>
/// Checks whether rows are sorted by table and key, as storage lists them; then no row can be repeated.
/// </summary>
internal sealed class RowSequence
{
    private readonly HashSet<string> _tables = [];
    private ArchivedRow? _last;

    public bool IsStrict { get; private set; } = true;

    public void Add(ArchivedRow row)
    {
        if (row.Table != _last?.Table) IsStrict &= _tables.Add(row.Table);
        else IsStrict &= Compare(_last, row) < 0;
        _last = row;
    }

    private static int Compare(ArchivedRow one, ArchivedRow other) =>
        string.CompareOrdinal(one.Partition, other.Partition) is not 0 and var partitions
            ? partitions
            : string.CompareOrdinal(one.Key, other.Key);
}
