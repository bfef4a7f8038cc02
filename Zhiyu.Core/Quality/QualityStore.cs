using System.Globalization;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Quality;

/// <summary>Stores measures and findings: a partition for the forum, each community and each agent.</summary>
public sealed class QualityStore(ITables tables)
{
    public const string Table = "quality";

    private const string State = "state";
    private const string StylePrefix = "style:";

    // The weeks of communities and agents are not measured.
    private static readonly string Weeks = QualityScope.Forum.Partition;

    private static readonly TableKey FindingsKey = new(State, "findings");
    private static readonly TableKey ProgressKey = new(State, "progress");

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(QualityRow row) => new(row.Scope, RowKeyOf(row.Period, row.From));

    /// <summary>The rows of a time, oldest first. One storage transaction for up to 1,000.</summary>
    public Task<IReadOnlyList<QualityRow>> ReadAsync(
        QualityScope scope,
        QualityPeriod period,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken) =>
        _table.RowsAsync<QualityRow>(RangeOf(scope, period, from, until), take: null, cancellationToken);

    /// <summary>Idempotent, since the rows of an hour are always the same. One storage transaction.</summary>
    public Task PutAsync(QualityRow row, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOf(row), row, cancellationToken);

    public static TableKey KeyOfWeek(DateTimeOffset until) => new(Weeks, WeekKeyOf(until));

    /// <summary>The weeks that ended in a time, both inclusive, oldest first. One storage transaction.</summary>
    internal Task<IReadOnlyList<ForumFigures>> WeeksAsync(
        DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken) =>
        _table.RowsAsync<ForumFigures>(WeeksOf(first, last.AddDays(1)), TableLimits.MaxRows, cancellationToken);

    /// <summary>Idempotent; what is withheld later stays counted. One storage transaction.</summary>
    internal Task PutAsync(ForumFigures week, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOfWeek(week.Until), week, cancellationToken);

    /// <summary>
    /// Removes the weeks that ended before a time; returns how many. One storage transaction to read, and one for each
    /// 100 rows.
    /// </summary>
    public async Task<int> ForgetWeeksAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var weeks = await _table.RowsAsync<ForumFigures>(
            WeeksOf(DateTimeOffset.MinValue, before), TableLimits.MaxRows, cancellationToken);
        await _table.RemoveAllAsync(weeks.Select(week => KeyOfWeek(week.Until)), cancellationToken);
        return weeks.Count;
    }

    /// <summary>Nothing before the first; one storage transaction.</summary>
    public async Task<QualityFindings> FindingsAsync(CancellationToken cancellationToken) =>
        await _table.FindRowAsync<QualityFindings>(FindingsKey, cancellationToken) ?? QualityFindings.None;

    /// <summary>One storage transaction.</summary>
    public Task PutAsync(QualityFindings findings, CancellationToken cancellationToken) =>
        _table.PutAsync(FindingsKey, findings, cancellationToken);

    /// <summary>Null before the first hour; one storage transaction.</summary>
    public Task<QualityProgress?> ProgressAsync(CancellationToken cancellationToken) =>
        _table.FindRowAsync<QualityProgress>(ProgressKey, cancellationToken);

    /// <summary>One storage transaction.</summary>
    public Task PutAsync(QualityProgress progress, CancellationToken cancellationToken) =>
        _table.PutAsync(ProgressKey, progress, cancellationToken);

    /// <summary>The styles at the end of a day. One storage transaction for each 1,000 agents.</summary>
    public Task<IReadOnlyList<StyleRow>> StylesAsync(DateOnly day, CancellationToken cancellationToken) =>
        _table.RowsAsync<StyleRow>(StylesOf(day), take: null, cancellationToken);

    /// <summary>Idempotent. One storage transaction for each 100 agents.</summary>
    public async Task PutAsync(IReadOnlyList<StyleRow> styles, CancellationToken cancellationToken)
    {
        foreach (var some in styles.Chunk(TableLimits.MaxChanges))
            await _table.CommitAsync(
                [.. some.Select(style => new TableChange.Put(KeyOf(style), style))], cancellationToken);
    }

    /// <summary>Removes the styles of a day. One storage transaction, and one for each 100 agents.</summary>
    public async Task ForgetStylesAsync(DateOnly day, CancellationToken cancellationToken) =>
        await _table.RemoveAllAsync((await StylesAsync(day, cancellationToken)).Select(KeyOf), cancellationToken);

    public static TableKey KeyOf(StyleRow style) =>
        new(StylesOf(style.Day).Partition, $"{StylePrefix}{style.AgentId}");

    private static KeyRange StylesOf(DateOnly day) => KeyRange.OfPrefix(
        day.ToString("'style:'yyyyMMdd", CultureInfo.InvariantCulture), StylePrefix);

    /// <summary>
    /// Removes the rows before a time; returns how many. One storage transaction to read, and one for each 100 rows.
    /// </summary>
    public async Task<int> ForgetAsync(
        QualityScope scope, QualityPeriod period, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var rows = await _table.RowsAsync<QualityRow>(
            RangeOf(scope, period, DateTimeOffset.MinValue, before), TableLimits.MaxRows, cancellationToken);
        await _table.RemoveAllAsync(rows.Select(KeyOf), cancellationToken);
        return rows.Count;
    }

    private static KeyRange RangeOf(
        QualityScope scope, QualityPeriod period, DateTimeOffset from, DateTimeOffset until) =>
        RangeOf(scope.Partition, at => RowKeyOf(period, at), from, until);

    private static KeyRange WeeksOf(DateTimeOffset from, DateTimeOffset until) =>
        RangeOf(Weeks, WeekKeyOf, from, until);

    // A range is strictly between two keys, and its first time is in it.
    private static KeyRange RangeOf(
        string partition, Func<DateTimeOffset, string> keyOf, DateTimeOffset from, DateTimeOffset until) =>
        new(partition, keyOf(from == DateTimeOffset.MinValue ? from : from.AddTicks(-1)), keyOf(until));

    private static string WeekKeyOf(DateTimeOffset until) =>
        until.UtcDateTime.ToString("'week:'yyyyMMdd", CultureInfo.InvariantCulture);

    private static string RowKeyOf(QualityPeriod period, DateTimeOffset from) => period switch
    {
        QualityPeriod.Hour => from.UtcDateTime.ToString("'hour:'yyyyMMddHH", CultureInfo.InvariantCulture),
        _ => from.UtcDateTime.ToString("'day:'yyyyMMdd", CultureInfo.InvariantCulture),
    };
}
