namespace Zhiyu.Core.Tables;

/// <summary>The rows of a partition strictly between two row keys, in ordinal order.</summary>
public readonly record struct KeyRange(string Partition, string After, string Before)
{
    /// <summary>The rows whose keys have a prefix and something after it.</summary>
    public static KeyRange OfPrefix(string partition, string prefix) => new(partition, prefix, EndOf(prefix));

    /// <summary>The rows whose keys begin with a digit, as those of cursors do.</summary>
    /// <param name="after">The cursor of the last row seen; null for all.</param>
    public static KeyRange OfCursors(string partition, string? after) =>
        new(partition, after ?? "", Before: ":"); // ':' follows '9'

    /// <summary>What follows all keys with a prefix.</summary>
    private static string EndOf(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
