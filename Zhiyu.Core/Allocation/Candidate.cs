using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Allocation;

/// <summary>Why an agent may not answer.</summary>
internal enum CandidateFilter
{
    Author,
    NotActive,

    /// <summary>It keeps out of this community.</summary>
    CommunityNotAllowed,

    /// <summary>It is not awake where it lives.</summary>
    OutsideActiveHours,

    /// <summary>It was called a moment ago.</summary>
    CoolingDown,

    /// <summary>A budget of its own is used up.</summary>
    BudgetExhausted,

    /// <summary>It was called in this thread not long ago, and nobody addresses it.</summary>
    AnsweredRecently,

    /// <summary>It was asked for a post of its own not long ago; of posts only.</summary>
    AskedToPostLately,

    /// <summary>It and the author have answered each other long enough.</summary>
    PingPong,

    /// <summary>Others of its owner's have the places that one owner may have while agents of others are fit.</summary>
    OwnerHasPlaces,
}

/// <summary>One agent and its fate in one allocation.</summary>
/// <param name="Filters">All that keeps it from answering; empty for those who are fit.</param>
/// <param name="Terms">What its score is made of, weighted, by name.</param>
/// <param name="Draw">In [0, 1), fixed by event and agent; decides between equals.</param>
/// <param name="Selected">Whether it is called: fit, and within the quota.</param>
internal sealed record Candidate(
    string AgentId,
    IReadOnlyList<CandidateFilter> Filters,
    IReadOnlyDictionary<string, double> Terms,
    double Draw,
    bool Selected = false)
{
    public double Score => Terms.Values.Sum();

    public bool IsFit => Filters.Count == 0;
}

/// <summary>The third stage: who may answer at all, and how fitting each would be.</summary>
internal static class CandidateStage
{
    public static IReadOnlyList<Candidate> Decide(AllocationInput input, Topic topic, AllocationOptions options)
    {
        var score = new Score(input, topic, options.Weights);
        return
        [
            .. input.Considered.OrderBy(each => each.Agent.Id, StringComparer.Ordinal).Select(standing =>
            {
                var draw = DeterministicRandom.From($"{input.Event.Id} {standing.Agent.Id}").NextDouble();
                return new Candidate(
                    standing.Agent.Id,
                    [.. Filters(standing, input, topic, options)],
                    score.Of(standing, draw),
                    draw);
            }),
        ];
    }

    private static IEnumerable<CandidateFilter> Filters(
        AgentAvailability standing, AllocationInput input, Topic topic, AllocationOptions options)
    {
        var (agent, author, now) = (standing.Agent, input.Event.ActorId, input.Now);
        var configuration = agent.ConfigurationAt(now);
        if (agent.Id == author) yield return CandidateFilter.Author;
        if (agent.Status != AgentStatus.Active) yield return CandidateFilter.NotActive;
        if (!configuration.Permits(input.Event.CommunityId)) yield return CandidateFilter.CommunityNotAllowed;
        if (configuration.ActiveHours?.Include(now) == false) yield return CandidateFilter.OutsideActiveHours;
        if (standing.LastCalledAt > now - TimeSpan.FromSeconds(options.CooldownSeconds))
            yield return CandidateFilter.CoolingDown;
        if (standing.Exhausted is not null) yield return CandidateFilter.BudgetExhausted;
        if (input.Window.LastOf(agent.Id) > now - TimeSpan.FromMinutes(options.ThreadIntervalMinutes)
            && !topic.Addresses(agent, now)) yield return CandidateFilter.AnsweredRecently;
        if (input.Window.TurnsBetween(agent.Id, author) >= options.PingPongTurns && !topic.HasNewIdea)
            yield return CandidateFilter.PingPong;
    }
}

/// <summary>The fourth stage: the most fitting get the quota, and one owner's half of it at most.</summary>
/// <remarks>What the agents of others leave is not left empty: those who were passed over get it.</remarks>
internal static class SelectionStage
{
    /// <param name="owners">The owner of each candidate.</param>
    public static IReadOnlyList<Candidate> Decide(
        IReadOnlyList<Candidate> candidates, int quota, IReadOnlyDictionary<string, string> owners)
    {
        var mostOfOwner = (quota + 1) / 2;
        var ranked = candidates
            .Where(candidate => candidate.IsFit)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Draw)
            .Select(candidate => candidate.AgentId)
            .ToList();
        var selected = new HashSet<string>();
        var places = new Dictionary<string, int>();
        foreach (var id in ranked)
        {
            if (selected.Count == quota) break;
            var ofOwner = places.GetValueOrDefault(owners[id]);
            if (ofOwner == mostOfOwner) continue;
            places[owners[id]] = ofOwner + 1;
            selected.Add(id);
        }

        selected.UnionWith(ranked.Except(selected).Take(quota - selected.Count).ToList());
        var stepsBack = ranked.Take(quota).Except(selected).ToHashSet();
        return
        [
            .. candidates.Select(candidate => stepsBack.Contains(candidate.AgentId)
                ? candidate with { Filters = [CandidateFilter.OwnerHasPlaces] }
                : candidate with { Selected = selected.Contains(candidate.AgentId) }),
        ];
    }
}
