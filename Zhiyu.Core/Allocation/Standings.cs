using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;

namespace Zhiyu.Core.Allocation;

/// <summary>Reads what agents did last and what they have left, two storage transactions for each.</summary>
/// <remarks>
/// Two allocations at once may both find an agent rested and call it; its budgets hold all the same, since they are
/// taken from when it speaks.
/// </remarks>
internal sealed class Standings(IAgentRuns agentRuns, SpendReader spending, TimeProvider clock)
{
    public async Task<IReadOnlyList<AgentStanding>> OfAsync(
        IEnumerable<Agent> agents, CancellationToken cancellationToken) =>
        await Task.WhenAll(agents.Select(agent => OfAsync(agent, cancellationToken)));

    private async Task<AgentStanding> OfAsync(Agent agent, CancellationToken cancellationToken)
    {
        var newest = agentRuns.NewestAsync(agent.Id, after: null, take: 1, cancellationToken);
        var (spend, reputation) = await spending.AccountOfAsync(
            agent.Id, agent.LimitsAt(clock.GetUtcNow()), cancellationToken);
        DateTimeOffset? lastCalledAt = await newest is [var last, ..] ? last.CreatedAt : null;
        return new AgentStanding(agent, lastCalledAt, spend.FindExhausted(), reputation);
    }
}
