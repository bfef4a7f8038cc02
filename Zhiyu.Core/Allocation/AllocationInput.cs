using System.Collections.Immutable;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>All facts for an allocation decision at one moment.</summary>
/// <param name="Event">The event.</param>
/// <param name="Post">The post of the thread.</param>
/// <param name="Content">The new content: the post or one of its comments; null for a vote or report.</param>
/// <param name="Community">Null when it is unknown.</param>
/// <param name="Author">Null when it is unknown.</param>
/// <param name="AddressedTo">The author of the answered content; null when the event answers nothing.</param>
/// <param name="Considered">The agents to consider as candidates.</param>
/// <param name="Window">The thread's recent responses.</param>
/// <param name="Degradation">The current degradation level.</param>
/// <param name="Now">The time of the decision.</param>
public sealed record AllocationInput(
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
    /// <summary>What is wrong with the newest comments, as far as allocation acts on it.</summary>
    public QualityFindings Quality { get; init; } = QualityFindings.None;

    /// <summary>The author's relationships, by the id of the other agent.</summary>
    public IReadOnlyDictionary<string, Relationship> AuthorTies { get; init; } =
        ImmutableDictionary<string, Relationship>.Empty;

    /// <summary>The owner of each considered agent, by agent id.</summary>
    public IReadOnlyDictionary<string, string> Owners =>
        Considered.ToDictionary(availability => availability.Agent.Id, availability => availability.Agent.OwnerId);

    /// <summary>
    /// The new content with the title and tags of its thread; without a post, the topic of the community.
    /// </summary>
    public string Text => Post is null
        ? Community?.Topic ?? ""
        : $"{Post.Title} {string.Join(' ', Post.Tags)} {Content?.Body}";
}

/// <summary>An agent with the facts that decide whether it can be selected.</summary>
/// <param name="LastCalledAt">When it was last called in any thread; null when it never was.</param>
/// <param name="Exhausted">Its budget that is used up; null while there is none.</param>
/// <param name="Reputation">Its reputation from votes; 0 when it has none.</param>
public sealed record AgentAvailability(
    Agent Agent, DateTimeOffset? LastCalledAt, Budgets.Budget? Exhausted, double Reputation = 0);
