using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Budgets;

/// <summary>Reads the current spending. Hours and days are UTC.</summary>
/// <remarks>Reads the ledgers from storage, because the cache of the writer may be stale.</remarks>
public sealed class SpendReader(LedgerStore store, IOptions<BudgetOptions> limits, TimeProvider clock)
{
    /// <param name="own">The limits that the owner set for the agent.</param>
    public async Task<AgentSpend> OfAgentAsync(
        string agentId, AgentLimits own, CancellationToken cancellationToken) =>
        (await AccountOfAsync(agentId, own, cancellationToken)).Spend;

    /// <summary>An agent's spending, and its reputation, which is on the same ledger.</summary>
    /// <param name="own">The limits that the owner set for the agent.</param>
    public async Task<(AgentSpend Spend, double Reputation)> AccountOfAsync(
        string agentId, AgentLimits own, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ledger = (await store.ReadAsync(LedgerId.OfAgent(agentId), cancellationToken)).Ledger;
        var today = Today(ledger, now);
        var spend = new AgentSpend(
            new ActionSpend(ledger.ActionsAt(now), own.ActionsPerHourIn(limits.Value)),
            Tokens(today, own.TokensPerDayIn(limits.Value)),
            new Spend<decimal>(today.Spent.Usd, today.Reserved.Usd));
        return (spend, ledger.Reputation);
    }

    public async Task<ForumSpend> OfForumAsync(CancellationToken cancellationToken)
    {
        var ledger = (await store.ReadAsync(LedgerId.Forum, cancellationToken)).Ledger;
        var today = Today(ledger, clock.GetUtcNow());
        return new ForumSpend(
            Tokens(today, limits.Value.ForumTokensPerDay),
            new CappedSpend<decimal>(today.Spent.Usd, today.Reserved.Usd, limits.Value.ForumUsdPerDay));
    }

    /// <summary>In the order of the ids. One storage transaction each.</summary>
    public async Task<IReadOnlyList<CommunitySpend>> OfCommunitiesAsync(
        IEnumerable<string> communityIds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await Task.WhenAll(communityIds.Select(async id =>
        {
            var ledger = (await store.ReadAsync(LedgerId.OfCommunity(id), cancellationToken)).Ledger;
            return new CommunitySpend(id, Tokens(Today(ledger, now), limits.Value.CommunityTokensPerDay));
        }));
    }

    private static DayTotals Today(Ledger ledger, DateTimeOffset now) =>
        ledger.On(DateOnly.FromDateTime(now.UtcDateTime));

    private static CappedSpend<long> Tokens(DayTotals day, long limit) =>
        new(day.Spent.Tokens, day.Reserved.Tokens, limit);
}
