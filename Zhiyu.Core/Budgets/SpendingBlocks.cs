using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Budgets;

/// <summary>Blocks the spending of agents, and lifts the blocks.</summary>
/// <remarks>
/// Each call and each reply of an agent changes its ledger under optimistic concurrency. A block therefore holds on all
/// instances at once and costs no extra reads.
/// </remarks>
public sealed class SpendingBlocks(LedgerStore ledgers)
{
    /// <summary>Does nothing when a later decision is stored already. Idempotent.</summary>
    /// <exception cref="ConcurrencyException">The ledger changed during each attempt.</exception>
    public Task SetAsync(string agentId, SpendingBlock block, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            $"The ledger of agent {agentId} kept changing while its spending was blocked or allowed.",
            async token =>
            {
                var read = await ledgers.ReadAsync(LedgerId.OfAgent(agentId), token);
                if (read.Ledger.Hold?.Action >= block.Action) return true;
                var blocked = read with { Ledger = read.Ledger with { Hold = block } };
                return await ledgers.TryWriteAsync([blocked], token) is not null;
            },
            cancellationToken);
}
