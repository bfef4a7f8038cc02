namespace Zhiyu.Core.Budgets;

/// <summary>Blocks the spending of agents, and lifts the blocks.</summary>
/// <remarks>
/// Each call and each reply of an agent changes its ledger under optimistic concurrency. A block therefore holds on all
/// instances at once and costs no extra reads.
/// </remarks>
public sealed class SpendingBlocks(LedgerStore ledgers)
{
    // An agent has few concurrent runs, so this many lost attempts mean that something is broken.
    private const int MaxAttempts = 50;

    /// <summary>Does nothing when a later decision is stored already. Idempotent.</summary>
    /// <exception cref="LedgerBusyException">The ledger changed during each of 50 attempts.</exception>
    public async Task SetAsync(string agentId, SpendingBlock block, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var read = await ledgers.ReadAsync(LedgerId.OfAgent(agentId), cancellationToken);
            if (read.Ledger.Hold?.Action >= block.Action) return;
            var blocked = read with { Ledger = read.Ledger with { Hold = block } };
            if (await ledgers.TryWriteAsync([blocked], cancellationToken) is not null) return;
        }

        throw new LedgerBusyException();
    }
}
