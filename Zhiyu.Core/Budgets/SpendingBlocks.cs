namespace Zhiyu.Core.Budgets;

/// <summary>Holds the accounts of agents, and lifts the holds.</summary>
/// <remarks>
/// Every call and everything an agent says passes its account, which is written only as it was read: what is decided
/// here holds for all instances at once and costs their runs nothing.
/// </remarks>
internal sealed class SpendingBlocks(ILedgerStore ledgers)
{
    // An agent has a few runs at a time; this many rounds lost mean something is broken.
    private const int MaxRounds = 50;

    /// <summary>Does nothing where a later decision was faster; may be repeated.</summary>
    /// <exception cref="LedgerBusyException">The account kept changing for 50 rounds.</exception>
    public async Task SetAsync(string agentId, SpendingBlock hold, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var read = await ledgers.ReadAsync(LedgerId.OfAgent(agentId), cancellationToken);
            if (read.Ledger.Hold?.Action >= hold.Action) return;
            var held = read with { Ledger = read.Ledger with { Hold = hold } };
            if (await ledgers.TryWriteAsync([held], cancellationToken) is not null) return;
        }

        throw new LedgerBusyException();
    }
}
