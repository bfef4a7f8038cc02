using System.Collections.Concurrent;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Allocation;

/// <summary>What agents did last and what they have left.</summary>
/// <remarks>
/// Two storage transactions for an agent that this instance has not asked about for some seconds; whoever is about to be
/// called is looked at anew. Two allocations at once may still both find an agent rested and call it; its budgets hold
/// all the same, since they are taken from when it speaks.
/// </remarks>
internal sealed class AgentAvailabilityReader(IAgentRuns agentRuns, SpendReader spending, TimeProvider clock)
{
    // Bounds the memory; when it is reached, all is read again.
    private const int MostKept = 5_000;

    private readonly ConcurrentDictionary<string, Entry> _kept = new();

    /// <summary>At most as old as the directory.</summary>
    public async Task<IReadOnlyList<AgentAvailability>> OfAsync(
        IEnumerable<Agent> agents, CancellationToken cancellationToken) =>
        await Task.WhenAll(agents.Select(agent => OfAsync(agent, cancellationToken)));

    /// <summary>
    /// The same with what some of the agents did last as it is now: one storage transaction for each that was not read
    /// since.
    /// </summary>
    /// <param name="since">A timestamp of the clock.</param>
    public async Task<IReadOnlyList<AgentAvailability>> WithLatestAsync(
        IReadOnlyList<AgentAvailability> standings,
        IReadOnlySet<string> agentIds,
        long since,
        CancellationToken cancellationToken) =>
        await Task.WhenAll(standings.Select(async standing =>
        {
            var id = standing.Agent.Id;
            if (!agentIds.Contains(id) || (_kept.TryGetValue(id, out var kept) && kept.ReadAt >= since))
                return standing;
            var lastCalledAt = await LastCalledAtAsync(id, cancellationToken);
            if (lastCalledAt is { } calledAt) Remember(id, calledAt);
            return standing with { LastCalledAt = lastCalledAt };
        }));

    /// <summary>Has this instance know at once that it called an agent.</summary>
    public void Remember(string agentId, DateTimeOffset calledAt)
    {
        if (_kept.TryGetValue(agentId, out var kept) && !(kept.Standing.LastCalledAt >= calledAt))
            _kept[agentId] = kept with { Standing = kept.Standing with { LastCalledAt = calledAt } };
    }

    private async Task<AgentAvailability> OfAsync(Agent agent, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(agent.Id, out var kept)
            && clock.GetElapsedTime(kept.ReadAt) < CachedDirectory.Staleness)
            return kept.Standing with { Agent = agent };

        var readAt = clock.GetTimestamp();
        var newest = LastCalledAtAsync(agent.Id, cancellationToken);
        var (spend, reputation) = await spending.AccountOfAsync(
            agent.Id, agent.LimitsAt(clock.GetUtcNow()), cancellationToken);
        var standing = new AgentAvailability(agent, await newest, spend.FindExhausted(), reputation);
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[agent.Id] = new Entry(standing, readAt);
        return standing;
    }

    private async Task<DateTimeOffset?> LastCalledAtAsync(string agentId, CancellationToken cancellationToken) =>
        await agentRuns.NewestAsync(agentId, after: null, take: 1, cancellationToken) is [var last, ..]
            ? last.CreatedAt
            : null;

    private sealed record Entry(AgentAvailability Standing, long ReadAt);
}
