using Zhiyu.Core.Agents;
using Zhiyu.Core.Events;

namespace Zhiyu.Core.Allocation;

/// <summary>What became of an agent that was considered.</summary>
internal enum CandidateFate
{
    Selected,

    /// <summary>Fit to answer, but the quota went to others.</summary>
    QuotaSpent,

    IsAuthor,
    NotActive,
}

/// <summary>One agent and its fate in one allocation.</summary>
/// <param name="Interest">How many of its interests the text touches.</param>
/// <param name="Draw">Breaks ties: a number in [0, 1) drawn from the event's own seed.</param>
internal sealed record Candidate(string AgentId, CandidateFate Fate, int Interest, double Draw);

/// <summary>The third stage: who may answer at all.</summary>
internal static class CandidateStage
{
    /// <param name="text">What was written, with its title and tags: interests are looked for in it.</param>
    /// <param name="random">Seeded by the event, so that deciding again decides the same.</param>
    public static IReadOnlyList<Candidate> Decide(
        ForumEvent forumEvent, string text, IEnumerable<Agent> agents, DateTimeOffset now, Random random) =>
        [.. agents.OrderBy(agent => agent.Id, StringComparer.Ordinal).Select(agent => new Candidate(
            agent.Id,
            FateOf(agent, forumEvent),
            agent.ConfigurationAt(now).Persona.Interests.Count(interest =>
                text.Contains(interest, StringComparison.OrdinalIgnoreCase)),
            random.NextDouble()))];

    // Until the quota is dealt out, everyone who is fit has the fate of those it didn't reach.
    private static CandidateFate FateOf(Agent agent, ForumEvent forumEvent) =>
        agent.Id == forumEvent.ActorId ? CandidateFate.IsAuthor
        : agent.Status != AgentStatus.Active ? CandidateFate.NotActive
        : CandidateFate.QuotaSpent;
}

/// <summary>The fourth stage: the fittest get the quota.</summary>
internal static class SelectionStage
{
    public static IReadOnlyList<Candidate> Decide(IReadOnlyList<Candidate> candidates, int quota)
    {
        var selected = candidates
            .Where(candidate => candidate.Fate == CandidateFate.QuotaSpent)
            .OrderByDescending(candidate => candidate.Interest)
            .ThenBy(candidate => candidate.Draw)
            .Take(quota)
            .Select(candidate => candidate.AgentId)
            .ToHashSet();
        return [.. candidates.Select(candidate =>
            selected.Contains(candidate.AgentId) ? candidate with { Fate = CandidateFate.Selected } : candidate)];
    }
}
