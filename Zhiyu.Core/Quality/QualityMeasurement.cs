using Zhiyu.Core.Text;

namespace Zhiyu.Core.Quality;

/// <summary>Computes the rows of an hour or a day. The same texts give the same rows on any instance.</summary>
/// <param name="texts">
/// All texts that matter, oldest first: those of the time, earlier ones that they may repeat, and their answers.
/// </param>
/// <param name="classifier">The styles of the days before.</param>
internal sealed class QualityMeasurement(IReadOnlyList<MeasuredText> texts, StyleClassifier classifier)
{
    // How many earlier texts of an author or a thread a text is compared with.
    private const int MaxEarlier = 60;

    /// <summary>
    /// One row for the forum, each community and each agent of which something was written; none when nothing was.
    /// </summary>
    public IReadOnlyList<QualityRow> RowsOf(QualityPeriod period, DateTimeOffset from, DateTimeOffset until)
    {
        var written = texts.Where(text => text.At >= from && text.At < until).ToList();
        if (written.Count == 0) return [];
        var marks = MarksOf(written);
        return
        [
            RowOf(QualityScope.Forum, written),
            .. written.GroupBy(text => text.CommunityId).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => RowOf(QualityScope.OfCommunity(group.Key), [.. group])),
            .. written.GroupBy(text => text.AuthorId).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => RowOf(QualityScope.OfAgent(group.Key), [.. group])),
        ];

        QualityRow RowOf(QualityScope scope, List<MeasuredText> own)
        {
            var known = own.Where(text => marks[text.Id].TakenFor is not null).ToList();
            return new QualityRow(scope.Partition, period, from, MeasuresOf(own, marks))
            {
                Classified = known.Count,
                ConfusedWith = known.Where(text => marks[text.Id].TakenFor != text.AuthorId)
                    .CountBy(text => marks[text.Id].TakenFor!)
                    .OrderBy(each => each.Key, StringComparer.Ordinal)
                    .ToDictionary(),
            };
        }
    }

    private static QualityMeasures MeasuresOf(List<MeasuredText> own, Dictionary<string, Marks> marks)
    {
        var comments = own.Where(text => text.IsComment).ToList();
        var answered = comments.Count(comment => marks[comment.Id].IsAnswered);
        var latencies = comments.Select(comment => comment.Latency).OfType<TimeSpan>().Order().ToList();
        return new QualityMeasures
        {
            Posts = own.Count - comments.Count,
            Comments = comments.Count,
            SelfRepetition = Share.Among(own, text => marks[text.Id].RepeatsOwn).Value,
            WornOpenings = Share.Among(own, text => marks[text.Id].HasWornOpening).Value,
            ThreadRepetition = Share.Among(comments, text => marks[text.Id].RepeatsThread).Value,
            LexicalDiversity = Rounded(LexicalDiversity.Of(own.SelectMany(text => Terms.InOrder(text.Own)))),
            Agreement = Share.Among(comments, text => text.Stance == Stance.Agrees).Value,
            Dissent = Share.Among(comments, text => text.Stance == Stance.Differs).Value,
            Answered = Share.Among(own, text => marks[text.Id].IsAnswered).Value,
            MeanDepth = comments.Count == 0 ? null : Rounded(comments.Average(comment => comment.Depth)),
            Reciprocity = ConversationFigures.ReciprocityOf(
                comments.Select(comment => (comment.AuthorId, comment.ParentAuthorId!))),
            Identifiability = Share.Among(
                [.. own.Where(text => marks[text.Id].TakenFor is not null)],
                text => marks[text.Id].TakenFor == text.AuthorId).Value,
            LatencySeconds = latencies.Count == 0 ? null : Rounded(latencies[latencies.Count / 2].TotalSeconds),
            UsdPerAnsweredComment = answered == 0
                ? null
                : Math.Round(comments.Sum(comment => comment.Usd) / answered, 6),
        };
    }

    private Dictionary<string, Marks> MarksOf(List<MeasuredText> written)
    {
        var byAuthor = texts.ToLookup(text => text.AuthorId);
        var byThread = texts.ToLookup(text => text.ThreadId);
        var answered = texts
            .Where(text => text.ParentId is not null && text.ParentAuthorId != text.AuthorId)
            .Select(text => text.ParentId!)
            .ToHashSet();
        return written.ToDictionary(text => text.Id, text =>
        {
            var earlier = Before(byAuthor[text.AuthorId], text);
            return new Marks(
                earlier.Any(other => text.Similarity(other) >= Repetition.Alike),
                text.OpeningKey.Length > 0 && earlier.Count(other => other.OpeningKey == text.OpeningKey) >= 2,
                text.IsComment
                    && Before(byThread[text.ThreadId], text).Any(other => text.Similarity(other) >= Repetition.Alike),
                answered.Contains(text.Id),
                classifier.Knows(text.AuthorId) ? classifier.AuthorOf(text.Style) : null);
        });
    }

    private static List<MeasuredText> Before(IEnumerable<MeasuredText> all, MeasuredText text) =>
        [.. all.TakeWhile(other => !ReferenceEquals(other, text)).TakeLast(MaxEarlier)];

    private static double? Rounded(double? value) => value is null ? null : Math.Round(value.Value, 3);

    /// <param name="TakenFor">Whom the classifier takes for its author; null when it does not know the author.</param>
    private sealed record Marks(
        bool RepeatsOwn, bool HasWornOpening, bool RepeatsThread, bool IsAnswered, string? TakenFor);
}
