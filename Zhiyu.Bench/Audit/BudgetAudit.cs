using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Audit;

/// <summary>
/// Holds ledgers to their limits, to what the runs say they used, and to having let go of what they held.
/// </summary>
internal static class BudgetAudit
{
    /// <param name="rows">Of a forum that has come to rest.</param>
    /// <param name="limits">Tokens of a day by whose: <c>forum</c>, <c>community</c>, <c>agent</c>, or some.</param>
    /// <param name="charged">Tokens that the model answered with.</param>
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
               let limit = MostOf(account.Key)
               where account.Value.Tokens > limit
               select $"runs of {account.Key.Value} used {account.Value.Tokens} of {limit} tokens",
            .. from ledger in rows.Ledgers
               from held in ledger.Reservations
               select $"ledger {ledger.Id.Value} still holds {held.Amount.Tokens} tokens for run {held.RunId}",
            .. from ledger in rows.Ledgers
               from day in ledger.Days
               where day.Reserved != default
               select $"ledger {ledger.Id.Value} still has {day.Reserved.Tokens} tokens reserved on {day.Day:O}",
            .. charged > MostOf(LedgerId.Forum)
                ? [$"the model charged {charged} of {MostOf(LedgerId.Forum)} tokens"]
                : (string[])[],
        ];

        Amount SpentOf(LedgerId id) => Sum(ledgers.GetValueOrDefault(id)?.Days.Select(day => day.Spent) ?? []);

        // Of all its days: a measurement may go past midnight.
        decimal? MostOf(LedgerId id) => LimitOf(id) * Math.Max(1, ledgers.GetValueOrDefault(id)?.Days.Count ?? 0);

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
