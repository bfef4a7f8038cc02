namespace Zhiyu.Bench.Measure;

internal static class Numbers
{
    /// <summary>The percentile by the nearest-rank method.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Percentile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static double Round(double value, int digits = 1) => Math.Round(value, digits);
}
