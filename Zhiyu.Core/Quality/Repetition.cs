namespace Zhiyu.Core.Quality;

/// <summary>Which texts of one author are written from templates, or begin as others do.</summary>
internal static class Repetition
{
    /// <summary>
    /// The share of common shingles from which two texts have the same skeleton. Half of the shingles of a template
    /// with two words to fill in are its own; texts that share one sentence of three have a quarter.
    /// </summary>
    public const double Alike = 0.4;

    // One text that is alike may be chance where phrases are few.
    private const int MinAlike = 2;

    private const int MinOpenings = 3;

    /// <summary>The texts that are alike with at least two others of the author.</summary>
    public static IReadOnlyList<MeasuredText> Templated(IReadOnlyList<MeasuredText> own) =>
    [
        .. own.Where(text => own
            .Where(other => !ReferenceEquals(other, text) && text.Similarity(other) >= Alike)
            .Take(MinAlike).Count() == MinAlike),
    ];

    /// <summary>The texts with an opening that at least three texts of the author have.</summary>
    public static IReadOnlyList<MeasuredText> WornOpenings(IReadOnlyList<MeasuredText> own) =>
    [
        .. own.GroupBy(text => text.OpeningKey).Where(group => group.Key.Length > 0 && group.Count() >= MinOpenings)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group),
    ];
}
