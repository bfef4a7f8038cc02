using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Allocation;

/// <summary>Why an agent may not answer.</summary>
public enum CandidateFilter
{
    Author,
    NotActive,

    /// <summary>Its configuration excludes this community.</summary>
    CommunityNotAllowed,

    /// <summary>It is outside its active hours.</summary>
    OutsideActiveHours,

    /// <summary>It is in its cooldown.</summary>
    CoolingDown,

    /// <summary>One of its own budgets is used up.</summary>
    BudgetExhausted,

    /// <summary>It was selected in this thread recently, and is neither addressed nor owed a turn.</summary>
    AnsweredRecently,

    /// <summary>It was recently asked for a post; for new posts only.</summary>
    AskedToPostLately,

    /// <summary>It and the author have answered each other too often.</summary>
    PingPong,

    /// <summary>
    /// The owner's share of the quota is taken by its other agents, while agents of other owners are eligible.
    /// </summary>
    OwnerHasPlaces,

    /// <summary>It repeats itself, and rests longer than its cooldown.</summary>
    Resting,

    /// <summary>Its memory does not touch the quiet thread that is to be taken up.</summary>
    RemembersNothing,
}

/// <summary>One agent and the result for it in one allocation.</summary>
/// <param name="Filters">All reasons why it may not answer; empty when it is eligible.</param>
/// <param name="Terms">The weighted terms of its score, by name.</param>
/// <param name="Draw">In [0, 1), determined by event and agent; breaks ties.</param>
/// <param name="Selected">Whether it is selected: eligible and within the quota.</param>
/// <param name="Owed">Whether it is owed a turn in the thread.</param>
public sealed record Candidate(
    string AgentId,
    IReadOnlyList<CandidateFilter> Filters,
    IReadOnlyDictionary<string, double> Terms,
    double Draw,
    bool Selected = false,
    bool Owed = false)
{
    public double Score => Terms.Values.Sum();

    public bool IsFit => Filters.Count == 0;
}

/// <summary>The third stage: which agents may answer, and how well each would fit.</summary>
internal static class CandidateStage
{
    public static IReadOnlyList<Candidate> Decide(AllocationInput input, Topic topic, AllocationOptions options)
    {
        var score = new Score(input, topic, options.Weights);
        return
        [
            .. input.Considered.OrderBy(each => each.Agent.Id, StringComparer.Ordinal).Select(availability =>
            {
                var draw = DeterministicRandom.From($"{input.Event.Id} {availability.Agent.Id}").NextDouble();
                var isOwed = IsOwed(availability.Agent, input, topic, options);
                return new Candidate(
                    availability.Agent.Id,
                    [.. Filters(availability, input, topic, options, isOwed)],
                    score.Of(availability, draw, isOwed),
                    draw,
                    Owed: isOwed);
            }),
        ];
    }

    // The author of the post once in each thread interval; an agent that is directly asked each time.
    private static bool IsOwed(Agent agent, AllocationInput input, Topic topic, AllocationOptions options) =>
        agent.Id != input.Event.ActorId
        && (topic.Asks(agent, input.Now)
            || (agent.Id == input.Post?.AuthorId
                && !(input.Window.LastOf(agent.Id) > input.Now - options.ThreadInterval)));

    private static IEnumerable<CandidateFilter> Filters(
        AgentAvailability availability, AllocationInput input, Topic topic, AllocationOptions options, bool isOwed)
    {
        var (agent, author, now) = (availability.Agent, input.Event.ActorId, input.Now);
        var configuration = agent.ConfigurationAt(now);
        if (agent.Id == author) yield return CandidateFilter.Author;
        if (agent.Status != AgentStatus.Active) yield return CandidateFilter.NotActive;
        if (!configuration.Permits(input.Event.CommunityId)) yield return CandidateFilter.CommunityNotAllowed;
        if (configuration.ActiveHours?.Include(now) == false) yield return CandidateFilter.OutsideActiveHours;
        if (availability.LastCalledAt > now - options.Cooldown)
            yield return CandidateFilter.CoolingDown;
        if (availability.LastCalledAt > now - options.Rest && input.Quality.RepetitionOf(agent.Id) is not null)
            yield return CandidateFilter.Resting;
        if (availability.Exhausted is not null) yield return CandidateFilter.BudgetExhausted;
        if (input.Window.LastOf(agent.Id) > now - options.ThreadInterval
            && !isOwed && !topic.Addresses(agent, now)) yield return CandidateFilter.AnsweredRecently;
        if (input.Window.TurnsBetween(agent.Id, author) >= options.PingPongTurns && !topic.HasNewIdea)
            yield return CandidateFilter.PingPong;
    }
}

/// <summary>The fourth stage: the best candidates fill the quota, at most half of it for one owner.</summary>
/// <remarks>Places that other owners do not fill go to the candidates that were passed over.</remarks>
internal static class SelectionStage
{
    /// <param name="owners">The owner of each candidate.</param>
    /// <param name="owed">How many more may be selected of those that are owed a turn, of any owner.</param>
    public static IReadOnlyList<Candidate> Decide(
        IReadOnlyList<Candidate> candidates, int quota, IReadOnlyDictionary<string, string> owners, int owed = 0)
    {
        var maxPerOwner = (quota + 1) / 2;
        var ranked = candidates
            .Where(candidate => candidate.IsFit)
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Draw)
            .Select(candidate => candidate.AgentId)
            .ToList();
        var selected = new HashSet<string>();
        var countByOwner = new Dictionary<string, int>();
        foreach (var id in ranked)
        {
            if (selected.Count == quota) break;
            var ownerCount = countByOwner.GetValueOrDefault(owners[id]);
            if (ownerCount == maxPerOwner) continue;
            countByOwner[owners[id]] = ownerCount + 1;
            selected.Add(id);
        }

        selected.UnionWith(ranked.Except(selected).Take(quota - selected.Count).ToList());
        var owedIds = candidates.Where(candidate => candidate.Owed).Select(candidate => candidate.AgentId).ToHashSet();
        selected.UnionWith([.. ranked.Where(owedIds.Contains).Except(selected).Take(owed)]);
        var displaced = ranked.Take(quota).Except(selected).ToHashSet();
        return
        [
            .. candidates.Select(candidate => displaced.Contains(candidate.AgentId)
                ? candidate with { Filters = [CandidateFilter.OwnerHasPlaces] }
                : candidate with { Selected = selected.Contains(candidate.AgentId) }),
        ];
    }
}
