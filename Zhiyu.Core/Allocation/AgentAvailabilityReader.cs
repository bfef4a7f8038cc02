using System.Collections.Concurrent;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Allocation;

/// <summary>Reads when agents were last called and which budgets they have used up.</summary>
/// <remarks>
/// Costs two storage transactions for an agent that this instance has not read for some seconds; agents that are about
/// to be selected are read again. Two concurrent allocations may still both select an agent in its cooldown; its
/// budgets are enforced anyway, when it writes.
/// </remarks>
public sealed class AgentAvailabilityReader(AgentRuns agentRuns, SpendReader spending, TimeProvider clock)
{
    // Limits memory use; when it is reached, the cache is cleared.
    private const int MaxEntries = 5_000;

    private readonly ConcurrentDictionary<string, Entry> _cache = new();

    /// <summary>At most as old as the cached directory.</summary>
    public async Task<IReadOnlyList<AgentAvailability>> OfAsync(
        IEnumerable<Agent> agents, CancellationToken cancellationToken) =>
        await Task.WhenAll(agents.Select(agent => OfAsync(agent, cancellationToken)));

    /// <summary>
    /// The same, with the last calls of some agents read again: one storage transaction for each agent that was not
    /// read since.
    /// </summary>
    /// <param name="since">A timestamp of the clock.</param>
    public async Task<IReadOnlyList<AgentAvailability>> WithLatestAsync(
        IReadOnlyList<AgentAvailability> availabilities,
        IReadOnlySet<string> agentIds,
        long since,
        CancellationToken cancellationToken) =>
        await Task.WhenAll(availabilities.Select(async availability =>
        {
            var id = availability.Agent.Id;
            if (!agentIds.Contains(id) || (_cache.TryGetValue(id, out var entry) && entry.ReadAt >= since))
                return availability;
            var lastCalledAt = await LastCalledAtAsync(id, cancellationToken);
            if (lastCalledAt is { } calledAt) Remember(id, calledAt);
            return availability with { LastCalledAt = lastCalledAt };
        }));

    /// <summary>Records in the cache that an agent was selected.</summary>
    public void Remember(string agentId, DateTimeOffset calledAt)
    {
        if (_cache.TryGetValue(agentId, out var entry) && !(entry.Availability.LastCalledAt >= calledAt))
            _cache[agentId] = entry with { Availability = entry.Availability with { LastCalledAt = calledAt } };
    }

    private async Task<AgentAvailability> OfAsync(Agent agent, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue(agent.Id, out var entry)
            && clock.GetElapsedTime(entry.ReadAt) < CachedDirectory.Staleness)
            return entry.Availability with { Agent = agent };

        var readAt = clock.GetTimestamp();
        var newest = LastCalledAtAsync(agent.Id, cancellationToken);
        var (spend, reputation) = await spending.AccountOfAsync(
            agent.Id, agent.LimitsAt(clock.GetUtcNow()), cancellationToken);
        var availability = new AgentAvailability(agent, await newest, spend.FindExhausted(), reputation);
        if (_cache.Count >= MaxEntries) _cache.Clear();
        _cache[agent.Id] = new Entry(availability, readAt);
        return availability;
    }

    private async Task<DateTimeOffset?> LastCalledAtAsync(string agentId, CancellationToken cancellationToken) =>
        await agentRuns.NewestAsync(agentId, after: null, take: 1, cancellationToken) is [var last, ..]
            ? last.CreatedAt
            : null;

    private sealed record Entry(AgentAvailability Availability, long ReadAt);
}
