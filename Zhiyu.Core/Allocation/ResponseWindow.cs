using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// When the thread's agents were last asked to respond, and to whom, within a day. Every allocation replaces it, so
/// that two at once can't both take the last place.
/// </summary>
internal sealed record ResponseWindow : IThreadRow
{
    /// <summary>How many ideas are remembered, the newest.</summary>
    public const int IdeasKept = 64;

    /// <summary>The thread's id.</summary>
    public required string Id { get; init; }

    /// <summary>Oldest first; one for each run.</summary>
    public IReadOnlyList<Response> Responses { get; init; } = [];

    /// <summary>The interests of agents that were touched in what has been responded to, oldest first.</summary>
    public IReadOnlyList<string> Ideas { get; init; } = [];

    public int CountSince(DateTimeOffset since) => Responses.Count(response => response.At > since);

    /// <summary>When the agent was last asked; null when it was not.</summary>
    public DateTimeOffset? LastOf(string agentId) =>
        Responses.LastOrDefault(response => response.AgentId == agentId)?.At;

    /// <summary>How often the two have answered each other since anybody else was asked.</summary>
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

/// <param name="AgentId">Who was asked.</param>
/// <param name="To">Who wrote what it was to respond to.</param>
/// <param name="At">When.</param>
internal sealed record Response(string AgentId, string To, DateTimeOffset At);
