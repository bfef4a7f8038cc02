using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>Settles the cost of runs after it is saved with them.</summary>
public sealed class RunSettlement(BudgetLedger ledger, BudgetWebhooks webhooks)
{
    /// <summary>Does nothing for a run without unsettled cost; idempotent.</summary>
    public async Task SettleAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Unsettled is { } unsettled)
            await SettleAsync(Settlement(run, unsettled, sketch: null), cancellationToken);
    }

    /// <summary>Settles, and records the sketch of the agent's text, if any.</summary>
    /// <returns>The agent's state at the settlement.</returns>
    public Task<Settled> SettleAsync(Run run, string? sketch, CancellationToken cancellationToken) =>
        SettleAsync(
            Settlement(run, run.Unsettled ?? new UnsettledCost(run.Attempts, default), sketch), cancellationToken);

    /// <summary>The run with the reservations of attempts that were cut off by a crash, at their upper bound.</summary>
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

    // Told by the state and not by the change of it: after a crash in between, the repeated settlement tells it.
    private async Task<Settled> SettleAsync(Settlement settlement, CancellationToken cancellationToken)
    {
        var settled = await ledger.SettleAsync(settlement, cancellationToken);
        await webhooks.TellAsync(settlement.AgentId, settlement.CommunityId, settled, cancellationToken);
        return settled;
    }

    private static Settlement Settlement(Run run, UnsettledCost unsettled, string? sketch) =>
        new(run.Id, unsettled.Attempt, run.AgentId, run.CommunityId, unsettled.Cost, sketch)
        {
            Excess = unsettled.Excess,
        };
}
