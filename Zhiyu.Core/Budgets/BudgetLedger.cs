using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Budgets;

/// <summary>
/// Reserves what a call can cost before it is made, and settles what it did cost. Exact under any number of instances:
/// a change holds only if no ledger has changed since it was read.
/// </summary>
internal sealed class BudgetLedger(
    LedgerWriter writer,
    BudgetMetrics measures,
    IOptions<BudgetOptions> limits,
    TimeProvider clock,
    ILogger<BudgetLedger> logger)
{
    /// <exception cref="LedgerBusyException">Too many others changed the ledgers; nothing was reserved.</exception>
    public async Task<ClaimResult> ClaimAsync(BudgetClaim claim, CancellationToken cancellationToken)
    {
        Surcharge? raised = null;
        var result = await writer.DoAsync(
            new LedgerChange<ClaimResult>(claim.AgentId, claim.CommunityId, book =>
            {
                var claimed = book.Claim(claim, limits.Value, clock.GetUtcNow());
                raised = Raised(claim.Excess, book.Forum, claimed.Book.Forum);
                return claimed;
            }),
            cancellationToken);
        Tell(claim.Excess, raised);
        return result;
    }

    /// <summary>May be repeated: what is settled stays as it is.</summary>
    /// <exception cref="LedgerBusyException">As for a claim; what was reserved stays so.</exception>
    public async Task<Settled> SettleAsync(Settlement settlement, CancellationToken cancellationToken)
    {
        Surcharge? raised = null;
        var result = await writer.DoAsync(
            new LedgerChange<Settled>(settlement.AgentId, settlement.CommunityId, book =>
            {
                var settled = book.Settle(settlement);
                raised = Raised(settlement.Excess, book.Forum, settled.Forum);
                measures.Taken(settled.Forum, Today);
                return (settled, new Settled(
                    [.. settled.Agent.Words.Where(words => words.RunId != settlement.RunId)],
                    settled.Agent.Hold?.Reason));
            }),
            cancellationToken);
        Tell(settlement.Excess, raised);
        return result;
    }

    /// <summary>What attempts of a run have reserved and never settled: calls and what they can have cost.</summary>
    public Task<(int Calls, Amount Amount)> OutstandingAsync(
        string runId, string agentId, string communityId, CancellationToken cancellationToken) =>
        writer.DoAsync(
            new LedgerChange<(int, Amount)>(agentId, communityId, book => (book, book.OutstandingOf(runId))),
            cancellationToken);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private Surcharge? Raised(ModelExcess? excess, Ledger before, Ledger after) =>
        excess is { Model: var model } && after.SurchargeOf(model, Today) is var now
            && now != before.SurchargeOf(model, Today)
            ? now
            : null;

    private void Tell(ModelExcess? excess, Surcharge? raised)
    {
        if (excess is not null && raised is { } by) Log.Raised(logger, excess.Model, by.Prompt, by.Completion);
    }
}
