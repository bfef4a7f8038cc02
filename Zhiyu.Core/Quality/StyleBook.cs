namespace Zhiyu.Core.Quality;

/// <summary>What is known of all agents from the days before: their styles, and how often they differ.</summary>
internal sealed class StyleBook
{
    // As StyleProfile's.
    private const double Fading = 0.9;

    private readonly Dictionary<string, StyleRow> _rows;
    private readonly Lazy<StyleClassifier> _classifier;

    private StyleBook(IEnumerable<StyleRow> rows)
    {
        _rows = rows.ToDictionary(row => row.AgentId, StringComparer.Ordinal);
        _classifier = new Lazy<StyleClassifier>(
            () => new StyleClassifier(_rows.ToDictionary(row => row.Key, row => row.Value.Style)));
    }

    public static StyleBook Empty { get; } = new([]);

    public int Count => _rows.Count;

    /// <summary>Made when it is first needed.</summary>
    public StyleClassifier Classifier => _classifier.Value;

    public static StyleBook Of(IEnumerable<StyleRow> rows) => new(rows);

    /// <summary>The rows to store for the day after which the book holds.</summary>
    public IReadOnlyList<StyleRow> Rows(DateOnly day) => [.. _rows.Values.Select(row => row with { Day = day })];

    /// <summary>The share of an agent's comments that differ; about a half for one of which little is known.</summary>
    /// <param name="comments">Its newest comments, which are not in the book yet.</param>
    public double DissentOf(string agentId, IReadOnlyCollection<MeasuredText> comments)
    {
        var known = _rows.GetValueOrDefault(agentId);
        var differs = (known?.Differs ?? 0) + comments.Count(text => text.Stance == Stance.Differs);
        var stances = (known?.Stances ?? 0) + comments.Count(text => text.Stance != Stance.None);
        return Math.Round((differs + 1) / (stances + 2), 3);
    }

    /// <summary>All agents that are known from the days before, or wrote in these texts.</summary>
    public IEnumerable<string> AgentsWith(IEnumerable<MeasuredText> texts) =>
        _rows.Keys.Union(texts.Select(text => text.AuthorId)).Order(StringComparer.Ordinal);

    /// <summary>The book with one more day.</summary>
    public StyleBook With(IEnumerable<MeasuredText> texts, DateOnly day)
    {
        var byAuthor = texts.ToLookup(text => text.AuthorId);
        return new StyleBook(AgentsWith(byAuthor.SelectMany(text => text)).Select(agentId =>
        {
            var before = _rows.GetValueOrDefault(agentId) ?? new StyleRow(agentId, day, StyleProfile.Empty);
            var own = byAuthor[agentId].ToList();
            return before with
            {
                Style = before.Style.With(own.Select(text => text.Style)),
                Differs = (Fading * before.Differs) + own.Count(text => text.Stance == Stance.Differs),
                Stances = (Fading * before.Stances) + own.Count(text => text.Stance != Stance.None),
            };
        }));
    }
}
