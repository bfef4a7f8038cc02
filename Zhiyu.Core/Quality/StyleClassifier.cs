namespace Zhiyu.Core.Quality;

/// <summary>
/// Finds the author of a text by its style: a naive Bayes classifier over pairs and triples of characters, smoothed
/// with the style of all authors together.
/// </summary>
internal sealed class StyleClassifier
{
    // An author with fewer occurrences has written too little to be known.
    private const int MinOccurrences = 400;

    // The weight of the author's own frequencies; the rest is that of all authors.
    private const double OwnWeight = 0.8;

    private readonly Dictionary<string, float[]> _logarithms = new(StringComparer.Ordinal);

    public StyleClassifier(IReadOnlyDictionary<string, StyleProfile> profiles)
    {
        var counts = profiles.ToDictionary(
            each => each.Key,
            each => Enumerable.Range(0, StyleFeatures.Size).Select(each.Value.CountOf).ToArray());
        var known = counts.Where(each => each.Value.Sum() >= MinOccurrences).ToList();
        var all = new double[StyleFeatures.Size];
        foreach (var feature in known.SelectMany(each => each.Value.Index())) all[feature.Index] += feature.Item;
        var total = all.Sum() + StyleFeatures.Size;
        foreach (var (author, own) in known)
        {
            double sum = own.Sum();
            _logarithms[author] =
            [
                .. own.Select((count, feature) => (float)Math.Log(
                    (OwnWeight * count / sum) + ((1 - OwnWeight) * (all[feature] + 1) / total))),
            ];
        }
    }

    private IReadOnlyList<string>? _ordered;

    /// <summary>Whether the author has written enough.</summary>
    public bool Knows(string author) => _logarithms.ContainsKey(author);

    /// <summary>The most likely author; null when none is known or the text has nothing to go by.</summary>
    /// <param name="text">The features of the text.</param>
    public string? AuthorOf(IReadOnlyList<int> text) => text.Count == 0 || _logarithms.Count == 0
        ? null
        : (_ordered ??= [.. _logarithms.Keys.Order(StringComparer.Ordinal)])
            .MaxBy(author => LikelihoodOf(text, author));

    /// <summary>The logarithm of the likelihood that the author, who must be known, wrote the text.</summary>
    public double LikelihoodOf(IReadOnlyList<int> text, string author)
    {
        var logarithms = _logarithms[author];
        double sum = 0;
        foreach (var feature in text) sum += logarithms[feature];
        return sum;
    }
}
