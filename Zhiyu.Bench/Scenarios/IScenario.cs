using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios;

/// <summary>A measurement that starts what it needs and cleans up afterwards.</summary>
internal interface IScenario
{
    string Name { get; }

    string Description { get; }

    /// <summary>The default extent; 0 means that a value does not apply.</summary>
    Extent Standard { get; }

    Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken);
}

/// <param name="Of">What <paramref name="Count"/> counts.</param>
internal sealed record Extent(int Runs, int Seconds = 0, int Count = 0, string Of = "")
{
    /// <summary>The minimum meaningful count.</summary>
    public int Least { get; init; } = 1;

    /// <summary>Whether the duration is given in minutes.</summary>
    public bool IsLong { get; init; }
}
