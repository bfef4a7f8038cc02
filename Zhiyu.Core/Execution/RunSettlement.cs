using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>Settles what runs have cost, once they have it on record.</summary>
internal sealed class RunSettlement(BudgetLedger ledger)
{
    /// <summary>Does nothing for a run that owes nothing; may be repeated.</summary>
    public async Task SettleAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Unsettled is { } unsettled)
            await ledger.SettleAsync(Settlement(run, unsettled, sketch: null), cancellationToken);
    }

    /// <summary>Settles, and remembers what the agent says, if anything.</summary>
    /// <returns>The agent as the settlement found it.</returns>
    public Task<Settled> SettleAsync(Run run, string? sketch, CancellationToken cancellationToken) =>
        ledger.SettleAsync(
            Settlement(run, run.Unsettled ?? new UnsettledCost(run.Attempts, default), sketch), cancellationToken);

    /// <summary>The run with what its attempts reserved and nobody accounted for: a crash cut them off.</summary>
    public async Task<Run> CloseAsync(Run run, CancellationToken cancellationToken)
    {
        await SettleAsync(run, cancellationToken);
        var (calls, most) = await ledger.OutstandingAsync(run.Id, run.AgentId, run.CommunityId, cancellationToken);
        return calls == 0 ? run : run with
        {
            Usage = run.Usage + Zhiyu.Core.Runs.ModelUsage.AtMost(calls, most),
            Unsettled = new UnsettledCost(run.Attempts, most),
        };
    }

    private static Settlement Settlement(Run run, UnsettledCost unsettled, string? sketch) =>
        new(run.Id, unsettled.Attempt, run.AgentId, run.CommunityId, unsettled.Cost, sketch)
        {
            Excess = unsettled.Excess,
        };
}
