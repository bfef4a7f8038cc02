using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Budgets;

/// <summary>
/// Reserves the maximum cost of a call before it is made, and settles its actual cost afterwards. Exact for any number
/// of instances through optimistic concurrency: a change is stored only if no ledger has changed since it was read.
/// </summary>
public sealed class BudgetLedger(
    LedgerWriter writer,
    BudgetMetrics metrics,
    IOptions<BudgetOptions> limits,
    TimeProvider clock,
    ILogger<BudgetLedger> logger)
{
    /// <exception cref="ConcurrencyException">Other writers won every attempt; nothing was reserved.</exception>
    public async Task<ClaimResult> ClaimAsync(BudgetClaim claim, CancellationToken cancellationToken)
    {
        Surcharge? raised = null;
        var result = await writer.ApplyAsync(
            new LedgerChange<ClaimResult>(claim.AgentId, claim.CommunityId, ledgers =>
            {
                var claimed = ledgers.Claim(claim, limits.Value, clock.GetUtcNow());
                raised = RaisedSurcharge(claim.Excess, ledgers.Forum, claimed.Ledgers.Forum);
                return claimed;
            }),
            cancellationToken);
        LogRaised(claim.Excess, raised);
        return result;
    }

    /// <summary>Idempotent.</summary>
    /// <exception cref="ConcurrencyException">As for a claim; the reservation remains.</exception>
    public async Task<Settled> SettleAsync(Settlement settlement, CancellationToken cancellationToken)
    {
        Surcharge? raised = null;
        var result = await writer.ApplyAsync(
            new LedgerChange<Settled>(settlement.AgentId, settlement.CommunityId, ledgers =>
            {
                var settled = ledgers.Settle(settlement);
                raised = RaisedSurcharge(settlement.Excess, ledgers.Forum, settled.Forum);
                metrics.Taken(settled.Forum, Today);
                return (settled, new Settled(
                    [.. settled.Agent.Words.Where(words => words.RunId != settlement.RunId)],
                    settled.Agent.Hold?.Reason,
                    settled.Agent.On(Today).Taken,
                    settled.Community.On(Today).Taken,
                    settled.Forum.On(Today).Taken));
            }),
            cancellationToken);
        LogRaised(settlement.Excess, raised);
        return result;
    }

    /// <summary>
    /// What the attempts of a run reserved and never settled: the number of calls and their maximum cost.
    /// </summary>
    public Task<(int Calls, Amount Amount)> OutstandingAsync(
        string runId, string agentId, string communityId, CancellationToken cancellationToken) =>
        writer.ApplyAsync(
            new LedgerChange<(int, Amount)>(agentId, communityId, ledgers => (ledgers, ledgers.OutstandingOf(runId))),
            cancellationToken);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private Surcharge? RaisedSurcharge(ModelExcess? excess, Ledger before, Ledger after) =>
        excess is { Model: var model } && after.SurchargeOf(model, Today) is var now
            && now != before.SurchargeOf(model, Today)
            ? now
            : null;

    private void LogRaised(ModelExcess? excess, Surcharge? raised)
    {
        if (excess is not null && raised is { } by) Log.Raised(logger, excess.Model, by.Prompt, by.Completion);
    }
}
