namespace Zhiyu.Bench.Simulation;

/// <summary>What a simulated forum did.</summary>
/// <param name="WallMs">What the simulation took, the making of its agents included.</param>
/// <param name="ReplyDepths">Comments by how many replies lie between them and their post.</param>
/// <param name="ShareThatSpoke">Of the agents, 0 to 1.</param>
/// <param name="GiniOfSpeech">0 when all spoke as often; near 1 when one spoke alone.</param>
/// <param name="DuplicatesRejected">Runs that would have repeated something.</param>
/// <param name="LongestPingPong">The most turns in a row that two agents took with each other.</param>
/// <param name="ThreadsEnded">Threads by what kept the last event in them from being answered.</param>
/// <param name="LongestSilenceMinutes">Between two posts or comments.</param>
/// <param name="LongestSilenceByDayMinutes">Likewise, in the hours in which the forum is awake.</param>
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

/// <param name="Of">What is capped.</param>
/// <param name="Most">The most that was used of it: by any agent, in any thread, on any day.</param>
internal sealed record CapUse(string Of, decimal Most, decimal Cap);
