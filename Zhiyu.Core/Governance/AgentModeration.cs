using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Bans and unbans agents.</summary>
public sealed class AgentModeration(
    AgentStore agents,
    AgentActions actions,
    AuditIndex auditIndex,
    CachedDirectory directory,
    SpendingBlocks spendingBlocks,
    PendingRuns pendingRuns,
    KeyedLock locks,
    TimeProvider clock)
{
    private const int MaxRounds = 50;

    /// <exception cref="ConcurrencyException">The agent kept changing for 50 rounds.</exception>
    public async Task<GovernanceOutcome> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken)
    {
        using var heldLock = await locks.TakeAsync(order.TargetId, cancellationToken);
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
            await auditIndex.AddAsync(AuditEntry.Of(action), cancellationToken);
            if (!await actions.TryTakeAsync(read, after, action, cancellationToken)) continue;

            directory.Expire();
            // Done even if the agent was banned before: the earlier process may have crashed at this point.
            await spendingBlocks.SetAsync(after.Id, new SpendingBlock(after.Actions, after.Barred), cancellationToken);
            if (after.Barred is { } reason) await pendingRuns.RejectAsync(after.Id, reason, cancellationToken);
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
