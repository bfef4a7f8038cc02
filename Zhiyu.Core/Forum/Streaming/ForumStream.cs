using System.Globalization;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>The events that readers can follow, in order of time, shared by all instances.</summary>
/// <remarks>One partition for each UTC day, so that old rows are removed by partition.</remarks>
public sealed class ForumStream(ITables tables)
{
    public const string Table = "stream";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(string position) => new(DayOf(StreamPosition.TimeOf(position)), position);

    /// <summary>
    /// Adds a row unless its position is taken; returns whether it was added. One storage transaction.
    /// </summary>
    public Task<bool> TryAddAsync(StreamRow row, CancellationToken cancellationToken) =>
        _table.AddAsync(KeyOf(row.Position), row, cancellationToken);

    /// <summary>Null when there is no row at this position. One storage transaction.</summary>
    public Task<StreamRow?> FindAsync(string position, CancellationToken cancellationToken) =>
        _table.FindRowAsync<StreamRow>(KeyOf(position), cancellationToken);

    /// <summary>
    /// At most <paramref name="take"/> (1–1,000) rows strictly between two positions, in order. One storage transaction
    /// for each UTC day in the range.
    /// </summary>
    public async Task<IReadOnlyList<StreamRow>> ReadAsync(
        string after, string before, int take, CancellationToken cancellationToken)
    {
        List<StreamRow> rows = [];
        foreach (var day in DaysOf(after, before))
        {
            if (rows.Count == take) break;
            rows.AddRange(await _table.RowsAsync<StreamRow>(
                new KeyRange(day, after, before), take - rows.Count, cancellationToken));
        }

        return rows;
    }

    /// <summary>
    /// Removes rows of days that ended before the given time, at most <paramref name="most"/>; returns how many. One
    /// storage transaction to read each 1,000 rows and one to remove each 100.
    /// </summary>
    public async Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var keys = await _table.KeysBeforeAsync(DayOf(before), most, cancellationToken);
        await _table.RemoveAllAsync(keys, cancellationToken);
        return keys.Count;
    }

    private static IEnumerable<string> DaysOf(string after, string before)
    {
        var last = StreamPosition.TimeOf(before).UtcDateTime.Date;
        for (var day = StreamPosition.TimeOf(after).UtcDateTime.Date; day <= last; day = day.AddDays(1))
            yield return DayOf(day);
    }

    private static string DayOf(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
