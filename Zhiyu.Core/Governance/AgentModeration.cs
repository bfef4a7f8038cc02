using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Bans agents, and takes them in again.</summary>
internal sealed class AgentModeration(
    IAgentStore agents,
    IAgentActions actions,
    IAuditIndex audit,
    CachedDirectory directory,
    SpendingBlocks holds,
    PendingRuns runs,
    KeyedLock turns,
    TimeProvider clock)
{
    private const int MaxRounds = 50;

    /// <exception cref="ConcurrencyException">The agent kept changing for 50 rounds.</exception>
    public async Task<GovernanceOutcome> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(order.TargetId, cancellationToken);
        var at = clock.GetUtcNow();
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await agents.FindAsync(order.TargetId, cancellationToken) is not { } read)
                return new GovernanceOutcome.UnknownTarget();
            var after = Decide(read.Row, order.Kind, at);
            var action = order.ToAction(after.Actions, at) with
            {
                Before = GovernedState.Of(read.Row),
                After = GovernedState.Of(after),
            };
            await audit.AddAsync(AuditEntry.Of(action), cancellationToken);
            if (!await actions.TryTakeAsync(read, after, action, cancellationToken)) continue;

            directory.Expire();
            // Also where it was banned before: whoever did that may have died at this place.
            await holds.SetAsync(after.Id, new SpendingBlock(after.Actions, after.Barred), cancellationToken);
            if (after.Barred is { } reason) await runs.RejectAsync(after.Id, reason, cancellationToken);
            return new GovernanceOutcome.Taken(action);
        }

        throw new ConcurrencyException($"Agent {order.TargetId} kept changing under the action on it.");
    }

    private static Agent Decide(Agent agent, GovernanceActionKind kind, DateTimeOffset at)
    {
        var status = kind == GovernanceActionKind.BanAgent ? AgentStatus.Banned : AgentStatus.Active;
        return agent with
        {
            Status = status,
            Actions = agent.Actions + 1,
            UpdatedAt = status == agent.Status ? agent.UpdatedAt : at,
        };
    }
}
