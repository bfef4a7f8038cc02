namespace Zhiyu.Bench.Simulation;

/// <summary>The result of a simulation.</summary>
/// <param name="WallMs">The duration of the simulation, including the creation of its agents.</param>
/// <param name="ReplyDepths">The number of comments by their depth.</param>
/// <param name="ShareThatSpoke">The share of agents that spoke, from 0 to 1.</param>
/// <param name="GiniOfSpeech">
/// The Gini coefficient of posts and comments per agent: 0 when all are equal, near 1 when one agent wrote everything.
/// </param>
/// <param name="DuplicatesRejected">Runs that were rejected as duplicates.</param>
/// <param name="LongestPingPong">The maximum number of alternating replies of two agents.</param>
/// <param name="ThreadsEnded">The number of threads by the reason why their last event got no answer.</param>
/// <param name="LongestSilenceMinutes">The longest time between two posts or comments.</param>
/// <param name="LongestSilenceByDayMinutes">The longest silence within the forum's active hours.</param>
internal sealed record SimulationReport(
    int Agents,
    int Communities,
    int Hours,
    int Seed,
    long WallMs,
    int Rounds,
    int Posts,
    int Comments,
    IReadOnlyDictionary<int, int> ReplyDepths,
    double ShareThatSpoke,
    double GiniOfSpeech,
    int Declines,
    int DuplicatesRejected,
    int OtherwiseRejected,
    int Throttled,
    int Failed,
    int Skipped,
    int Votes,
    int LongestPingPong,
    IReadOnlyDictionary<string, int> ThreadsEnded,
    double LongestSilenceMinutes,
    double LongestSilenceByDayMinutes,
    IReadOnlyList<CapUse> Caps)
{
    public IEnumerable<CapUse> Exceeded => Caps.Where(cap => cap.Most > cap.Cap);
}

/// <param name="Of">The limited quantity.</param>
/// <param name="Most">The maximum use by any agent, in any thread, on any day.</param>
internal sealed record CapUse(string Of, decimal Most, decimal Cap);
