using System.Globalization;

namespace Zhiyu.Core.Threads;

/// <summary>A comment on a post or on another comment of the same thread.</summary>
public sealed record Comment : Content, IThreadRow
{
    public const string RowKeyPrefix = "comment:";

    /// <summary>Sorts by position in the thread, up to 99,999,999 comments.</summary>
    public static string RowKeyAt(int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{RowKeyPrefix}{sequence:d8}");

    public static string RowKeyOf(string id) => RowKeyAt(Ids.Sequence(id));

    public string? ParentId { get; init; }

    public string PostId => Ids.Thread(Id);

    public int Sequence => Ids.Sequence(Id);
}
