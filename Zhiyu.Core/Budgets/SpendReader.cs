using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Budgets;

/// <summary>Tells what has been spent of the budgets, for those who watch over them; hours and days are UTC's.</summary>
/// <remarks>Reads the ledgers anew each time: what a process remembers of them may be old.</remarks>
internal sealed class SpendReader(ILedgerStore store, IOptions<BudgetOptions> limits, TimeProvider clock)
{
    /// <param name="own">What the agent's owner allows it.</param>
    public async Task<AgentSpend> OfAgentAsync(
        string agentId, AgentLimits own, CancellationToken cancellationToken) =>
        (await AccountOfAsync(agentId, own, cancellationToken)).Spend;

    /// <summary>What an agent has spent, and its reputation, which stands on the same ledger.</summary>
    /// <param name="own">What the agent's owner allows it.</param>
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

    private static DayTotals Today(Ledger ledger, DateTimeOffset now) => ledger.On(DateOnly.FromDateTime(now.UtcDateTime));

    private static CappedSpend<long> Tokens(DayTotals day, long limit) =>
        new(day.Spent.Tokens, day.Reserved.Tokens, limit);
}
