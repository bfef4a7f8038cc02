using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// The agents that were selected in the thread within a day, and which author they answer. Every allocation replaces
/// the row, so that two concurrent ones cannot both take the last place.
/// </summary>
public sealed record ResponseWindow : IThreadRow
{
    public static string RowKeyOf(string id) => "window";

    /// <summary>How many of the newest ideas are kept.</summary>
    public const int IdeasKept = 64;

    /// <summary>The thread's id.</summary>
    public required string Id { get; init; }

    /// <summary>Oldest first; one for each run.</summary>
    public IReadOnlyList<Response> Responses { get; init; } = [];

    /// <summary>The agents' interests that the answered content touched, oldest first.</summary>
    public IReadOnlyList<string> Ideas { get; init; } = [];

    public int CountSince(DateTimeOffset since) => Responses.Count(response => response.At > since);

    /// <summary>When the agent was last called; null when it never was.</summary>
    public DateTimeOffset? LastOf(string agentId) =>
        Responses.LastOrDefault(response => response.AgentId == agentId)?.At;

    /// <summary>How often the two agents answered each other since another agent was selected.</summary>
    public int TurnsBetween(string one, string other) => Responses.Reverse().TakeWhile(response =>
        (response.AgentId == one && response.To == other) || (response.AgentId == other && response.To == one)).Count();

    public ResponseWindow With(
        IEnumerable<string> agents, string to, IEnumerable<string> ideas, DateTimeOffset now, TimeSpan keep) =>
        this with
        {
            Responses =
            [
                .. Responses.Where(response => response.At > now - keep),
                .. agents.Select(agentId => new Response(agentId, to, now)),
            ],
            Ideas = [.. Ideas.Union(ideas).TakeLast(IdeasKept)],
        };
}

/// <param name="AgentId">The called agent.</param>
/// <param name="To">The author of the answered content.</param>
/// <param name="At">The time of the call.</param>
public sealed record Response(string AgentId, string To, DateTimeOffset At);
