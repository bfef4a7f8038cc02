namespace Zhiyu.Core.Quality;

/// <summary>A share that is known from a few cases.</summary>
/// <param name="Hits">The cases that count.</param>
/// <param name="Of">All cases.</param>
internal readonly record struct Share(double Hits, double Of)
{
    /// <summary>Rounded to three decimals; null without cases.</summary>
    public double? Value => Of == 0 ? null : Math.Round(Hits / Of, 3);

    /// <summary>
    /// The lower end of Wilson's interval of one standard deviation: below the share, the more so the fewer cases there
    /// are.
    /// </summary>
    public double LowerBound
    {
        get
        {
            if (Of == 0) return 0;
            var share = Hits / Of;
            var deviation = Math.Sqrt((share * (1 - share) / Of) + (1 / (4 * Of * Of)));
            return Math.Max(0, (share + (1 / (2 * Of)) - deviation) / (1 + (1 / Of)));
        }
    }

    /// <summary>The share of those that count.</summary>
    public static Share Among<T>(IReadOnlyCollection<T> all, Func<T, bool> counts) => new(all.Count(counts), all.Count);
}
