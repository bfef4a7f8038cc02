namespace Zhiyu.Bench.Scenarios;

/// <summary>The parameters of a scenario run.</summary>
/// <param name="Runs">The number of measurements; the medians are reported.</param>
/// <param name="Seconds">The duration of each measurement, for a scenario with a duration.</param>
/// <param name="Count">The number of writes, requests or rows, for a scenario with a count.</param>
/// <param name="Seed">The seed of <paramref name="Random"/>.</param>
internal sealed record Plan(int Runs, int Seconds, int Count, int Seed, Random Random)
{
    /// <summary>Creates another random source from the seed, for concurrent use.</summary>
    public Random Another()
    {
#pragma warning disable RS0030, CA5394 // Seeded by the one source that composition made.
        return new Random(Random.Next());
#pragma warning restore RS0030, CA5394
    }

    /// <summary>Writes progress to standard error, so that standard output has results only.</summary>
    public static void Say(string what) => Console.Error.WriteLine($"  {what}");
}
