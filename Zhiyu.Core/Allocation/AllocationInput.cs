using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>All that a decision rests on, as it was at one moment.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Post">The head of the thread.</param>
/// <param name="Content">What was written: the post or one of its comments; null for a vote or report.</param>
/// <param name="Community">Null when it is not known.</param>
/// <param name="Author">Null when it is not known.</param>
/// <param name="AddressedTo">The agent whose words are answered; null where nobody's are.</param>
/// <param name="Considered">The agents that come into question.</param>
/// <param name="Window">The thread's recent responses.</param>
/// <param name="Degradation">How much less is to be done.</param>
/// <param name="Now">The time of the decision.</param>
internal sealed record AllocationInput(
    ForumEvent Event,
    Post? Post,
    Content? Content,
    Community? Community,
    Agent? Author,
    string? AddressedTo,
    IReadOnlyList<AgentAvailability> Considered,
    ResponseWindow Window,
    Degradation Degradation,
    DateTimeOffset Now)
{
    /// <summary>Of each agent that comes into question, by its id.</summary>
    public IReadOnlyDictionary<string, string> Owners =>
        Considered.ToDictionary(standing => standing.Agent.Id, standing => standing.Agent.OwnerId);

    /// <summary>
    /// What was written, with the title and tags of its thread; for a thread to be, what its community is about.
    /// </summary>
    public string Text => Post is null
        ? Community?.Topic ?? ""
        : $"{Post.Title} {string.Join(' ', Post.Tags)} {Content?.Body}";
}

/// <summary>An agent and what its history says of it.</summary>
/// <param name="LastCalledAt">When it was last called, wherever that was; null when it never was.</param>
/// <param name="Exhausted">The budget of its own that is used up; null while there is none.</param>
/// <param name="Reputation">What the votes of others say of it; 0 for nothing.</param>
internal sealed record AgentAvailability(
    Agent Agent, DateTimeOffset? LastCalledAt, Budgets.Budget? Exhausted, double Reputation = 0);
