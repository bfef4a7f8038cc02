namespace Zhiyu.Bench.Scenarios;

/// <summary>How a scenario is to be run.</summary>
/// <param name="Runs">How often it is measured; the medians are reported.</param>
/// <param name="Seconds">How long each measurement takes, in a scenario that goes by time.</param>
/// <param name="Count">How many writes, requests or rows it is about, in a scenario that goes by number.</param>
/// <param name="Seed">Of <paramref name="Random"/>.</param>
internal sealed record Plan(int Runs, int Seconds, int Count, int Seed, Random Random)
{
    /// <summary>Another source, which follows from the seed: for what draws alongside others.</summary>
    public Random Another()
    {
#pragma warning disable RS0030, CA5394 // Seeded by the one source that composition made.
        return new Random(Random.Next());
#pragma warning restore RS0030, CA5394
    }

    /// <summary>Tells how far it is, where figures do not go.</summary>
    public static void Say(string what) => Console.Error.WriteLine($"  {what}");
}
