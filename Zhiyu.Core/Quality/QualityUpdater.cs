using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Quality;

/// <summary>Measures hours and days that are over, and looks at the newest comments.</summary>
/// <remarks>
/// Works every five minutes; a call in between costs nothing. Then it costs two storage transactions without new
/// comments; with some, what <see cref="MeasuredTextReader"/> says and one to store the findings, and after each hour
/// one for the forum and each community and agent that wrote. What is stored follows from what was written, so an
/// instance that does it again after a crash, or at the same time, stores the same.
/// </remarks>
public sealed class QualityUpdater(
    QualityStore store,
    MeasuredTextReader reader,
    AuthorIndex authors,
    IOptions<QualityOptions> options,
    TimeProvider clock)
{
    // Answers that come until then count for what an hour wrote; most come within minutes.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // The stream may still change until then.
    private static readonly TimeSpan ReadDelay = TimeSpan.FromSeconds(5);

    private const int MaxAuthored = 500;
    private const int MaxDaysWithoutStyle = 7;
    private const int MaxParallel = 8;

    private DateTimeOffset? _dueAt;
    private DateTimeOffset? _measuredUntil;
    private string? _newest;
    private (DateOnly Day, StyleBook Book)? _styles;

    /// <summary>For each round of the loop: does something when it is due.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // The first rounds of an instance have other work.
        _dueAt ??= now + options.Value.Interval;
        if (now < _dueAt) return;
        _dueAt = now + options.Value.Interval;
        await MeasureAsync(now, cancellationToken);
        await FindAsync(now, cancellationToken);
    }

    /// <summary>Writes the rows of the hours and days that are over, as far as they are missing.</summary>
    internal async Task MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var end = QualityPeriod.Hour.StartOf(now - AnswerTime);
        if (_measuredUntil >= end) return;
        var until = (await store.ProgressAsync(cancellationToken))?.Until ?? DateTimeOffset.MinValue;
        if (until < end - Day) until = end - Day;
        for (; until < end; until += Hour)
        {
            await MeasureHourAsync(until, cancellationToken);
            if ((until + Hour).TimeOfDay == TimeSpan.Zero) await MeasureDayAsync(until + Hour - Day, cancellationToken);
            await store.PutAsync(new QualityProgress(until + Hour), cancellationToken);
        }

        _measuredUntil = end;
    }

    private async Task MeasureHourAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var texts = await reader.ReadAsync(from - Day, from + Hour + AnswerTime, cancellationToken);
        var styles = await StylesBeforeAsync(from, cancellationToken);
        await PutAsync(
            new QualityMeasurement(texts, styles.Classifier).RowsOf(QualityPeriod.Hour, from, from + Hour),
            cancellationToken);
    }

    private async Task MeasureDayAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var texts = await reader.ReadAsync(from, from + Day + AnswerTime, cancellationToken);
        var styles = await StylesBeforeAsync(from, cancellationToken);
        await PutAsync(
            new QualityMeasurement(texts, styles.Classifier).RowsOf(QualityPeriod.Day, from, from + Day),
            cancellationToken);
        var today = DayOf(from);
        await store.PutAsync(
            styles.With(texts.Where(text => text.At < from + Day), today).Rows(today), cancellationToken);
        await store.ForgetStylesAsync(today.AddDays(-MaxDaysWithoutStyle - 1), cancellationToken);
    }

    private async Task PutAsync(IReadOnlyList<QualityRow> rows, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (row, token) => await store.PutAsync(row, token));

    /// <summary>Looks at the newest comments if there are new ones, and no instance has done so.</summary>
    internal async Task FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await store.FindingsAsync(cancellationToken);
        if (before.At > now - (options.Value.Interval / 2)) return;
        var comments = (await reader.ReadAsync(now - Day, now - ReadDelay, cancellationToken))
            .Where(text => text.IsComment).ToList();
        if (comments.Count == 0 || comments[^1].Id == _newest) return;
        var styles = await StylesBeforeAsync(now, cancellationToken);
        var found = QualityDetection.Find(comments, styles, now, before);
        if (await ReadableAsync(comments, found, cancellationToken) is { } readable && readable.Count < comments.Count)
            found = QualityDetection.Find(readable, styles, now, before);
        await store.PutAsync(found, cancellationToken);
        _newest = comments[^1].Id;
    }

    // The openings of an agent are words of its texts, which may have been withheld since they were read.
    private async Task<IReadOnlyList<MeasuredText>> ReadableAsync(
        List<MeasuredText> comments, QualityFindings found, CancellationToken cancellationToken)
    {
        var repeating = found.Findings.Where(finding => finding.Openings.Count > 0).Select(finding => finding.AgentId!);
        var readable = new Dictionary<string, HashSet<string>>();
        foreach (var agentId in repeating)
            readable[agentId] =
            [
                .. (await authors.NewestAsync(agentId, after: null, MaxAuthored, cancellationToken))
                    .Where(entry => !entry.IsWithheld)
                    .Select(entry => entry.ContentId),
            ];
        return
        [
            .. comments.Where(text =>
                !readable.TryGetValue(text.AuthorId, out var entries) || entries.Contains(text.Id)),
        ];
    }

    // Of the day before the time, or of an earlier one where no day was measured since.
    private async Task<StyleBook> StylesBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var yesterday = DayOf(at).AddDays(-1);
        if (_styles is { } known && known.Day == yesterday && known.Book.Count > 0) return known.Book;
        var book = StyleBook.Empty;
        for (var days = 0; days < MaxDaysWithoutStyle && book.Count == 0; days++)
            book = StyleBook.Of(await store.StylesAsync(yesterday.AddDays(-days), cancellationToken));
        _styles = (yesterday, book);
        return book;
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
