using Zhiyu.Bench.Audit;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Tests.Bench;

/// <summary>One run, and what the three ledgers that it concerns say of it.</summary>
public class BudgetAuditTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = DateOnly.FromDateTime(Now.UtcDateTime);

    private readonly Run _run = new()
    {
        Id = "r", AgentId = "a", EventId = "e", CommunityId = "c", Depth = 1, CreatedAt = Now,
        Status = RunStatus.Published, Usage = new ModelUsage(1, 600, 60, Estimated: false, PriceUsd: 0),
    };

    [Fact]
    public void Ledgers_that_say_what_runs_used_are_in_order() => Assert.Empty(Of(Ledgers(660)));

    [Fact]
    public void Ledgers_that_say_something_else_are_not() => Assert.Equal(3, Of(Ledgers(650)).Count);

    [Fact]
    public void Nor_one_that_is_missing() => Assert.Single(Of(Ledgers(660)[1..]));

    [Theory]
    [InlineData("agent", "ledger agent:a took 660 of 659 tokens", "runs of agent:a used 660 of 659 tokens")]
    [InlineData("community", "ledger community:c took 660 of 659 tokens", "runs of community:c used 660 of 659 tokens")]
    public void Each_ledger_is_held_to_its_own_limit(string whose, params string[] findings) =>
        Assert.Equal(findings, Of(Ledgers(660), new Dictionary<string, long> { [whose] = 659 }));

    [Fact]
    public void A_limit_is_that_of_a_day() => Assert.Empty(Of(
        [.. Ledgers(360).Select(ledger => ledger.With(new DayTotals(Day.AddDays(1), new Amount(300, 0, 0), default)))],
        new Dictionary<string, long> { ["forum"] = 360 }));

    [Fact]
    public void What_is_still_reserved_is_found_on_the_account_and_in_the_sum()
    {
        var held = new Reservation("r", 1, 1, Spent(5_000), Day);
        var ledgers = Ledgers(660);
        ledgers[0] = ledgers[0] with { Reservations = [held] };
        ledgers[1] = ledgers[1].With(new DayTotals(Day, Spent(660), held.Amount));

        Assert.Equal(2, Of(ledgers).Count);
    }

    private static Amount Spent(long tokens) => new(tokens - 60, 60, 0);

    private static Ledger[] Ledgers(long tokens) =>
    [
        .. from id in (LedgerId[])[LedgerId.OfAgent("a"), LedgerId.OfCommunity("c"), LedgerId.Forum]
           select new Ledger { Id = id, Days = [new DayTotals(Day, Spent(tokens), default)] },
    ];

    private IReadOnlyList<string> Of(IReadOnlyList<Ledger> ledgers, Dictionary<string, long>? limits = null) =>
        BudgetAudit.Of(new ForumRows([], [], [], [], [_run], ledgers, []), limits ?? [], charged: 660);
}
