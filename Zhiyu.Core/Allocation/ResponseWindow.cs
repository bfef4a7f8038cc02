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

    /// <summary>How many unanswered events are kept.</summary>
    public const int UnansweredKept = 8;

    /// <summary>
    /// The events that this window kept from being answered, the best first: those that owe a turn, then the newest.
    /// </summary>
    public IReadOnlyList<UnansweredEvent> Unanswered { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The number of the last revisit. While there are unanswered events, the message with this number is on its way.
    /// </summary>
    public int Revisit { get; init; }

    /// <summary>When that message is due; null before the first.</summary>
    public DateTimeOffset? RevisitAt { get; init; }

    /// <summary>What the last revisits asked again, so that a repeated message only assigns it again.</summary>
    public IReadOnlyList<RevisitedEvent> Revisited { get; init => field = value ?? []; } = [];

    /// <summary>When an agent was last asked to take the quiet thread up again; null when none was.</summary>
    public DateTimeOffset? TakenUpAt { get; init; }

    /// <summary>Whether there is nothing to store.</summary>
    public bool IsEmpty => Responses.Count == 0 && Unanswered.Count == 0;

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

/// <param name="SubjectId">The content that is not answered.</param>
/// <param name="IsOwed">Whether an agent is owed a turn by it.</param>
/// <param name="At">When it was decided without a place.</param>
public sealed record UnansweredEvent(string EventId, string SubjectId, bool IsOwed, DateTimeOffset At);

/// <param name="Number">The number of the revisit.</param>
/// <param name="EventId">The event that it asked again.</param>
public sealed record RevisitedEvent(int Number, string EventId);

/// <param name="AgentId">The called agent.</param>
/// <param name="To">The author of the answered content.</param>
/// <param name="At">The time of the call.</param>
public sealed record Response(string AgentId, string To, DateTimeOffset At);
