using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios;

/// <summary>A measurement that starts what it needs and leaves nothing behind.</summary>
internal interface IScenario
{
    string Name { get; }

    string Description { get; }

    /// <summary>How much of it unless somebody says otherwise; what is 0 does not apply.</summary>
    Extent Standard { get; }

    Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken);
}

/// <param name="Of">What <paramref name="Count"/> counts.</param>
internal sealed record Extent(int Runs, int Seconds = 0, int Count = 0, string Of = "")
{
    /// <summary>The smallest count that tells anything.</summary>
    public int Least { get; init; } = 1;

    /// <summary>Whether its time is given in minutes.</summary>
    public bool IsLong { get; init; }
}
