using System.Collections.Frozen;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Allocation;

/// <summary>Finds candidate agents for an event without looking at all agents.</summary>
/// <remarks>
/// This is only a preselection: an agent that is missing would hardly have been selected. The cost of a search depends
/// on the text and on <see cref="Shortlist"/>, not on the number of agents.
/// </remarks>
internal sealed class AgentIndex
{
    /// <summary>How many agents are considered for an event; smaller forums consider all.</summary>
    public const int Shortlist = 24;

    // How many agents of one term are weighed; a term with more agents says little about each.
    private const int MaxPerTerm = 64;

    // How far a list is searched for agents that may write here. An agent is missed only where almost all others may
    // not.
    private const int MaxRead = 1_024;

    // The rest of the shortlist is for members and random agents.
    private const int MaxByInterest = Shortlist / 2;
    private const int MaxMembers = Shortlist / 4;

    // With several owners, one owner cannot fill the shortlist.
    private const int MaxPerOwner = Shortlist / 2;

    private readonly IReadOnlyList<Agent> _active;
    private readonly FrozenDictionary<string, Agent> _byId;
    private readonly FrozenDictionary<string, Agent[]> _byTerm;
    private readonly FrozenDictionary<string, Agent[]> _byCommunity;
    private readonly FrozenDictionary<string, NamedAgent> _byName;
    private readonly int _longestName;
    private readonly int _owners;
    private readonly DateTimeOffset _nextConfigurationAt;

    public AgentIndex(IReadOnlyList<Agent> agents, DateTimeOffset now)
    {
        All = agents;
        _nextConfigurationAt = agents
            .SelectMany(agent => agent.Configurations.Select(version => version.EffectiveAt))
            .Where(at => at > now)
            .DefaultIfEmpty(DateTimeOffset.MaxValue)
            .Min();
        _active = [.. agents.Where(agent => agent.Status == AgentStatus.Active)];
        _byId = agents.ToFrozenDictionary(agent => agent.Id);
        _byTerm = Group(agent => agent.ConfigurationAt(now).Persona.Interests.SelectMany(Terms.Of).Distinct());
        _byCommunity = Group(agent => agent.ConfigurationAt(now).Communities);
        _byName = _active
            .Select(agent => (Name: agent.NameAt(now), Agent: agent))
            .Where(named => named.Name.Length > 0)
            .DistinctBy(named => named.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                named => named.Name,
                named => new NamedAgent(named.Agent, NameMention.CallsAlone(named.Name)),
                StringComparer.OrdinalIgnoreCase);
        _owners = _active.Select(agent => agent.OwnerId).Distinct().Count();
        _longestName = _byName.Keys.Select(name => name.Length).DefaultIfEmpty().Max();

        FrozenDictionary<string, Agent[]> Group(Func<Agent, IEnumerable<string>> keys) => _active
            .SelectMany(agent => keys(agent).Select(key => (key, agent)))
            .GroupBy(pair => pair.key, pair => pair.agent, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public IReadOnlyList<Agent> All { get; }

    /// <summary>Whether an index of these agents would be the same at this time.</summary>
    public bool IsCurrentFor(IReadOnlyList<Agent> agents, DateTimeOffset now)
    {
        if (now >= _nextConfigurationAt) return false;
        if (ReferenceEquals(agents, All)) return true;
        if (agents.Count != All.Count) return false;
        for (var i = 0; i < agents.Count; i++)
            if (agents[i].Id != All[i].Id || agents[i].UpdatedAt != All[i].UpdatedAt) return false;
        return true;
    }

    /// <summary>
    /// At max <see cref="Shortlist"/> agents: addressed, named, interested, members, and random ones.
    /// </summary>
    /// <param name="text">The text, with the title and tags of its thread.</param>
    /// <param name="body">The text that may mention agents by name.</param>
    /// <param name="addressedTo">The agents that are considered in any case.</param>
    /// <param name="random">Seeded by the event, so that a repeated search gives the same result.</param>
    public IReadOnlyList<Agent> Search(
        string text, string body, string communityId, IReadOnlyList<string> addressedTo, Random random)
    {
        if (All.Count <= Shortlist) return All;
        var found = new Dictionary<string, Agent>(Shortlist);
        var skipped = new List<Agent>();
        Add(addressedTo.Select(id => _byId.GetValueOrDefault(id)).OfType<Agent>(), Shortlist);
        Add(Named(body), MaxByInterest);
        Add(Interested(text, communityId, random), MaxByInterest);
        Add(Permitted(_byCommunity.GetValueOrDefault(communityId, []), communityId, random), MaxMembers);
        Add(Permitted(_active, communityId, random), Shortlist);
        foreach (var agent in skipped.TakeWhile(_ => found.Count < Shortlist)) found.TryAdd(agent.Id, agent);
        return [.. found.Values];

        void Add(IEnumerable<Agent> more, int max)
        {
            foreach (var agent in more)
            {
                if (max == 0 || found.Count == Shortlist) return;
                if (_owners > 1 && !found.ContainsKey(agent.Id)
                    && found.Values.Count(other => other.OwnerId == agent.OwnerId) >= MaxPerOwner)
                {
                    skipped.Add(agent);
                    continue;
                }

                found.TryAdd(agent.Id, agent);
                max--;
            }
        }
    }

    private IEnumerable<Agent> Interested(string text, string communityId, Random random)
    {
        var weights = new Dictionary<Agent, double>(ReferenceEqualityComparer.Instance);
        foreach (var term in Terms.Of(text))
        {
            if (!_byTerm.TryGetValue(term, out var agents)) continue;
            var weight = Math.Log(1 + ((double)_active.Count / agents.Length)); // rarer terms weigh more
            foreach (var agent in Permitted(agents, communityId, random).Take(MaxPerTerm))
                weights[agent] = weights.GetValueOrDefault(agent) + weight;
        }

        return weights
            .OrderByDescending(weighed => weighed.Value).ThenBy(weighed => weighed.Key.Id, StringComparer.Ordinal)
            .Select(weighed => weighed.Key);
    }

    private IEnumerable<Agent> Named(string body)
    {
        var names = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        var end = Math.Min(body.Length, Terms.MaxLength);
        List<Agent> named = [];
        for (var start = 0; start < end; start++)
        {
            // Longest first: after an @, the longest name is meant.
            for (var length = Math.Min(_longestName, end - start); length > 0; length--)
            {
                if (!names.TryGetValue(body.AsSpan(start, length), out var candidate)) continue;
                var isMarked = NameMention.IsMarked(body, start, length);
                if (isMarked || (candidate.CallsAlone && NameMention.IsSetOff(body, start, length)))
                    named.Add(candidate.Agent);
                if (isMarked) break;
            }
        }

        return named.DistinctBy(agent => agent.Id);
    }

    // Reads from a random position: as fair as a shuffle, since the order has no meaning, and reads only what it needs.
    private static IEnumerable<Agent> Permitted(IReadOnlyList<Agent> agents, string communityId, Random random)
    {
        var from = random.Next(Math.Max(1, agents.Count));
        return Enumerable.Range(from, Math.Min(MaxRead, agents.Count))
            .Select(i => agents[i % agents.Count])
            .Where(agent => Permits(agent, communityId));
    }

    /// <param name="CallsAlone">Whether the name alone, without an @, calls the agent.</param>
    private sealed record NamedAgent(Agent Agent, bool CallsAlone);

    // The index is at most some seconds old; the decision checks permissions again.
    private static bool Permits(Agent agent, string communityId) =>
        agent.Configurations.Any(version => version.Permits(communityId));
}
