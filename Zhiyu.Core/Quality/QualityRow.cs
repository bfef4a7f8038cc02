namespace Zhiyu.Core.Quality;

/// <summary>The length of the time that a row measures.</summary>
public enum QualityPeriod
{
    Hour,
    Day,
}

/// <summary>The measures of one hour or day.</summary>
/// <param name="Scope">Whose measures; <see cref="QualityScope.Partition"/>.</param>
/// <param name="From">The beginning of the hour or the UTC day.</param>
public sealed record QualityRow(string Scope, QualityPeriod Period, DateTimeOffset From, QualityMeasures Measures)
{
    /// <summary>
    /// For an agent, the others that the classifier of style took it for, and in how many texts.
    /// </summary>
    public IReadOnlyDictionary<string, int> ConfusedWith { get; init; } = new Dictionary<string, int>();

    /// <summary>How many texts the classifier of style was tested on.</summary>
    public int Classified { get; init; }
}

internal static class QualityPeriods
{
    /// <summary>The beginning of the hour or the UTC day of a time.</summary>
    public static DateTimeOffset StartOf(this QualityPeriod period, DateTimeOffset at) => period == QualityPeriod.Hour
        ? new DateTimeOffset(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero)
        : new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
}
