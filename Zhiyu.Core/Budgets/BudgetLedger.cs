using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Budgets;

/// <summary>
/// Reserves what a call can cost before it is made, and settles what it did cost. Exact under any number of instances:
/// a change holds only if no ledger has changed since it was read.
/// </summary>
internal sealed class BudgetLedger(
    LedgerWriter writer, BudgetMeasures measures, IOptions<BudgetOptions> limits, TimeProvider clock)
{
    /// <exception cref="LedgerBusyException">Too many others changed the ledgers; nothing was reserved.</exception>
    public Task<ClaimResult> ClaimAsync(BudgetClaim claim, CancellationToken cancellationToken) =>
        writer.DoAsync(
            new LedgerWork<ClaimResult>(claim.AgentId, claim.CommunityId, book =>
                book.Claim(claim, limits.Value, clock.GetUtcNow())),
            cancellationToken);

    /// <summary>May be repeated: what is settled stays as it is.</summary>
    /// <exception cref="LedgerBusyException">As for a claim; what was reserved stays so.</exception>
    public Task<Settled> SettleAsync(Settlement settlement, CancellationToken cancellationToken) =>
        writer.DoAsync(
            new LedgerWork<Settled>(settlement.AgentId, settlement.CommunityId, book =>
            {
                var settled = book.Settle(settlement);
                measures.Taken(settled.Forum, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
                return (settled, new Settled(
                    [.. settled.Agent.Words.Where(words => words.RunId != settlement.RunId)],
                    settled.Agent.Hold?.Reason));
            }),
            cancellationToken);

    /// <summary>What attempts of a run have reserved and never settled: calls and what they can have cost.</summary>
    public Task<(int Calls, Amount Amount)> OutstandingAsync(
        string runId, string agentId, string communityId, CancellationToken cancellationToken) =>
        writer.DoAsync(
            new LedgerWork<(int, Amount)>(agentId, communityId, book => (book, book.OutstandingOf(runId))),
            cancellationToken);
}
