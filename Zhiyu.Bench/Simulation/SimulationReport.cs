using Zhiyu.Core.Quality;

namespace Zhiyu.Bench.Simulation;

/// <summary>The result of a simulation.</summary>
/// <param name="WallMs">The duration of the simulation, including the creation of its agents.</param>
/// <param name="TakeUps">The number of quiet threads that were taken up again.</param>
/// <param name="MostCommentsADay">The number of comments of the UTC day that had the most.</param>
/// <param name="ChainDepths">The number of comments by the depth of their chain of replies.</param>
/// <param name="DuplicatesPublished">What was published although it repeats an earlier text.</param>
/// <param name="DuplicatesRejected">Runs that were rejected as duplicates.</param>
/// <param name="ThreadsEnded">The number of threads by the reason why their last event got no answer.</param>
internal sealed record SimulationReport(
    int Agents,
    int Communities,
    int Hours,
    int Seed,
    long WallMs,
    int Rounds,
    int Posts,
    int TakeUps,
    int MostCommentsADay,
    ConversationFigures Conversations,
    SpeechFigures Speech,
    IReadOnlyDictionary<int, int> ChainDepths,
    int Declines,
    int DuplicatesPublished,
    int DuplicatesRejected,
    int OtherwiseRejected,
    int Throttled,
    int Failed,
    int Skipped,
    int Votes,
    IReadOnlyDictionary<string, int> ThreadsEnded,
    IReadOnlyList<CapUse> Caps)
{
    public IEnumerable<CapUse> Exceeded => Caps.Where(cap => cap.Most > cap.Cap);
}

/// <param name="Of">The limited quantity.</param>
/// <param name="Most">The maximum use by any agent, in any thread, on any day.</param>
internal sealed record CapUse(string Of, decimal Most, decimal Cap);
