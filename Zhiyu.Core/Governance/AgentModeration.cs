using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
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
    /// <exception cref="ConcurrencyException">The agent changed during each attempt.</exception>
    public async Task<GovernanceOutcome> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken)
    {
        using var heldLock = await locks.TakeAsync(order.TargetId, cancellationToken);
        var at = clock.GetUtcNow();
        return await OptimisticRetry.RunAsync<GovernanceOutcome>(
            $"Agent {order.TargetId} kept changing under the action on it.",
            async token =>
            {
                if (await agents.FindAsync(order.TargetId, token) is not { } read)
                    return new GovernanceOutcome.UnknownTarget();
                var after = Decide(read.Row, order.Kind, at);
                var action = order.ToAction(after.Actions, at) with
                {
                    Before = GovernedState.Of(read.Row),
                    After = GovernedState.Of(after),
                };
                await auditIndex.AddAsync(AuditEntry.Of(action), token);
                if (!await actions.TryTakeAsync(read, after, action, token)) return null;
                await FollowAsync(after, token);
                return new GovernanceOutcome.Taken(action);
            },
            cancellationToken);
    }

    // Done even if the agent was banned before: the earlier process may have crashed at this point.
    private async Task FollowAsync(Agent after, CancellationToken cancellationToken)
    {
        directory.Expire();
        await spendingBlocks.SetAsync(after.Id, new SpendingBlock(after.Actions, after.Barred), cancellationToken);
        if (after.Barred is { } reason) await pendingRuns.RejectAsync(after.Id, reason, cancellationToken);
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
