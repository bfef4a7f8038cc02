namespace Zhiyu.Core.Quality;

/// <summary>What the classifier of style has learned of an agent by the end of a day.</summary>
/// <param name="Day">The day after which it holds.</param>
public sealed record StyleRow(string AgentId, DateOnly Day, StyleProfile Style)
{
    /// <summary>How many of its comments differed from what they answered, earlier ones counting less.</summary>
    public double Differs { get; init; }

    /// <summary>How many of its comments agreed or differed.</summary>
    public double Stances { get; init; }
}
