using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Audit;

/// <summary>
/// Checks that ledgers respect their limits, match the usage of the runs, and have no open reservations.
/// </summary>
internal static class BudgetAudit
{
    /// <param name="rows">The rows of an idle forum.</param>
    /// <param name="limits">
    /// Daily token limits by the type of ledger: <c>forum</c>, <c>community</c>, <c>agent</c>; some or all.
    /// </param>
    /// <param name="charged">The tokens that the model reported.</param>
    public static IReadOnlyList<string> Of(ForumRows rows, IReadOnlyDictionary<string, long> limits, long charged)
    {
        var ledgers = rows.Ledgers.ToDictionary(ledger => ledger.Id);
        var accounts = AccountsOf(rows.Runs);
        return
        [
            .. from ledger in rows.Ledgers
               let limit = LimitOf(ledger.Id)
               from day in ledger.Days
               where day.Taken.Tokens > limit
               select $"ledger {ledger.Id.Value} took {day.Taken.Tokens} of {limit} tokens",
            .. from id in accounts.Keys.Union(ledgers.Keys)
               let used = accounts.GetValueOrDefault(id)
               let spent = SpentOf(id)
               where used != spent
               select $"runs of {id.Value} used {used.Tokens} tokens, {used.Usd} USD; "
                   + $"its ledger spent {spent.Tokens}, {spent.Usd} USD",
            .. from account in accounts
               let limit = TotalLimitOf(account.Key)
               where account.Value.Tokens > limit
               select $"runs of {account.Key.Value} used {account.Value.Tokens} of {limit} tokens",
            .. from ledger in rows.Ledgers
               from held in ledger.Reservations
               select $"ledger {ledger.Id.Value} still holds {held.Amount.Tokens} tokens for run {held.RunId}",
            .. from ledger in rows.Ledgers
               from day in ledger.Days
               where day.Reserved != default
               select $"ledger {ledger.Id.Value} still has {day.Reserved.Tokens} tokens reserved on {day.Day:O}",
            .. charged > TotalLimitOf(LedgerId.Forum)
                ? [$"the model charged {charged} of {TotalLimitOf(LedgerId.Forum)} tokens"]
                : (string[])[],
        ];

        Amount SpentOf(LedgerId id) => Sum(ledgers.GetValueOrDefault(id)?.Days.Select(day => day.Spent) ?? []);

        // The limit for all days, because a measurement may run past midnight.
        decimal? TotalLimitOf(LedgerId id) => LimitOf(id) * Math.Max(1, ledgers.GetValueOrDefault(id)?.Days.Count ?? 0);

        decimal? LimitOf(LedgerId id) =>
            limits.TryGetValue(id.Value.Split(':')[0], out var limit) ? limit : null;
    }

    private static Dictionary<LedgerId, Amount> AccountsOf(IReadOnlyList<Run> runs) => runs
        .SelectMany(run => new[]
            {
                LedgerId.Forum, LedgerId.OfCommunity(run.CommunityId), LedgerId.OfAgent(run.AgentId),
            }
            .Select(id => (Id: id, run.Usage.Amount)))
        .GroupBy(share => share.Id, share => share.Amount)
        .ToDictionary(group => group.Key, Sum);

    private static Amount Sum(IEnumerable<Amount> amounts) =>
        amounts.Aggregate(default(Amount), (sum, one) => sum + one);
}
