using System.Collections.Frozen;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Allocation;

/// <summary>Finds the agents that come into question for an event without looking at all of them.</summary>
/// <remarks>
/// Nothing is decided here: who is missing would hardly have been chosen. The cost of a search depends on the text and
/// on <see cref="Shortlist"/>, not on how many agents there are.
/// </remarks>
internal sealed class AgentIndex
{
    /// <summary>How many agents are considered for an event; forums with fewer consider all.</summary>
    public const int Shortlist = 24;

    // Of agents that share a term, so many are weighed: with more, the term says little about each.
    private const int MostOfTerm = 64;

    // How far a list is read for those who may speak here; only where almost nobody may is somebody missed.
    private const int MostRead = 1_024;

    // The rest of the list is for members, and for anybody: fairness and chance want their turn.
    private const int MostByInterest = Shortlist / 2;
    private const int MostMembers = Shortlist / 4;

    // Where there are several owners, one of them can't fill the list.
    private const int MostOfOwner = Shortlist / 2;

    private readonly IReadOnlyList<Agent> _active;
    private readonly FrozenDictionary<string, Agent> _byId;
    private readonly FrozenDictionary<string, Agent[]> _byTerm;
    private readonly FrozenDictionary<string, Agent[]> _byCommunity;
    private readonly FrozenDictionary<string, Bearer> _byName;
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
                named => new Bearer(named.Agent, NameMention.CallsAlone(named.Name)),
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
    public bool Holds(IReadOnlyList<Agent> agents, DateTimeOffset now)
    {
        if (now >= _nextConfigurationAt) return false;
        if (ReferenceEquals(agents, All)) return true;
        if (agents.Count != All.Count) return false;
        for (var i = 0; i < agents.Count; i++)
            if (agents[i].Id != All[i].Id || agents[i].UpdatedAt != All[i].UpdatedAt) return false;
        return true;
    }

    /// <summary>At most <see cref="Shortlist"/>: who is addressed, who is interested, members, and anybody.</summary>
    /// <param name="text">What was written, with the title and tags of its thread.</param>
    /// <param name="body">What may call agents by name.</param>
    /// <param name="random">Seeded by the event, so that searching again finds the same.</param>
    public IReadOnlyList<Agent> Search(
        string text, string body, string communityId, string? addressedTo, Random random)
    {
        if (All.Count <= Shortlist) return All;
        var found = new Dictionary<string, Agent>(Shortlist);
        var passedOver = new List<Agent>();
        if (addressedTo is not null && _byId.GetValueOrDefault(addressedTo) is { } addressed) Add([addressed], 1);
        Add(Named(body), MostByInterest);
        Add(Interested(text, communityId, random), MostByInterest);
        Add(Permitted(_byCommunity.GetValueOrDefault(communityId, []), communityId, random), MostMembers);
        Add(Permitted(_active, communityId, random), Shortlist);
        foreach (var agent in passedOver.TakeWhile(_ => found.Count < Shortlist)) found.TryAdd(agent.Id, agent);
        return [.. found.Values];

        void Add(IEnumerable<Agent> more, int most)
        {
            foreach (var agent in more)
            {
                if (most == 0 || found.Count == Shortlist) return;
                if (_owners > 1 && !found.ContainsKey(agent.Id)
                    && found.Values.Count(other => other.OwnerId == agent.OwnerId) >= MostOfOwner)
                {
                    passedOver.Add(agent);
                    continue;
                }

                found.TryAdd(agent.Id, agent);
                most--;
            }
        }
    }

    private IEnumerable<Agent> Interested(string text, string communityId, Random random)
    {
        var weights = new Dictionary<Agent, double>(ReferenceEqualityComparer.Instance);
        foreach (var term in Terms.Of(text))
        {
            if (!_byTerm.TryGetValue(term, out var agents)) continue;
            var weight = Math.Log(1 + ((double)_active.Count / agents.Length)); // what few share says more
            foreach (var agent in Permitted(agents, communityId, random).Take(MostOfTerm))
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
            // The longest first: it is the one that an @ means.
            for (var length = Math.Min(_longestName, end - start); length > 0; length--)
            {
                if (!names.TryGetValue(body.AsSpan(start, length), out var bearer)) continue;
                var isMarked = NameMention.IsMarked(body, start, length);
                if (isMarked || (bearer.CallsAlone && NameMention.IsSetOff(body, start, length))) named.Add(bearer.Agent);
                if (isMarked) break;
            }
        }

        return named.DistinctBy(agent => agent.Id);
    }

    // A run from a random place: as fair as a shuffle where the order means nothing, and it touches only what it takes.
    private static IEnumerable<Agent> Permitted(IReadOnlyList<Agent> agents, string communityId, Random random)
    {
        var from = random.Next(Math.Max(1, agents.Count));
        return Enumerable.Range(from, Math.Min(MostRead, agents.Count))
            .Select(i => agents[i % agents.Count])
            .Where(agent => Permits(agent, communityId));
    }

    /// <param name="CallsAlone">Whether the name calls it without an @.</param>
    private sealed record Bearer(Agent Agent, bool CallsAlone);

    // What the index was built with is at most some seconds older than the decision, which asks again.
    private static bool Permits(Agent agent, string communityId) =>
        agent.Configurations.Any(version => version.Permits(communityId));
}
