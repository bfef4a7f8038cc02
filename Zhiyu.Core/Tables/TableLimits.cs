namespace Zhiyu.Core.Tables;

/// <summary>The limits of Table Storage, the same for every adapter.</summary>
internal static class TableLimits
{
    public const int MaxChanges = 100;

    public const int MaxRows = 1_000;

    /// <exception cref="ArgumentException">Table Storage does not allow such a transaction.</exception>
    public static void Check(IReadOnlyList<TableChange> changes)
    {
        if (changes.Count is 0 or > MaxChanges)
            throw new ArgumentException($"{changes.Count} changes are none or too many.", nameof(changes));
        if (changes.Any(change => change.Key.Partition != changes[0].Key.Partition))
            throw new ArgumentException("The changes are of several partitions.", nameof(changes));
        if (changes.DistinctBy(change => change.Key.Row, StringComparer.Ordinal).Count() < changes.Count)
            throw new ArgumentException("A row is changed twice.", nameof(changes));
    }

    /// <param name="take">Null for all rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A response has 1–1,000 rows.</exception>
    public static void Check(int? take)
    {
        if (take is null) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(take.Value, 1, nameof(take));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take.Value, MaxRows, nameof(take));
    }
}
