using System.Globalization;
using Zhiyu.Core.Budgets;

namespace Zhiyu.Tests.Budgets;

public sealed class LedgerSetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly Amount Most = new(800, 200, 0.01m);

    private readonly BudgetOptions _limits = new()
    {
        AgentActionsPerHour = 2,
        AgentTokensPerDay = 2_500,
        CommunityTokensPerDay = 10_000,
        ForumTokensPerDay = 20_000,
        ForumUsdPerDay = 1,
    };

    private LedgerSet _book = new(
        new Ledger { Id = LedgerId.OfAgent("a") },
        new Ledger { Id = LedgerId.OfCommunity("c") },
        new Ledger { Id = LedgerId.Forum });

    [Fact]
    public void A_claim_holds_the_most_in_all_three_ledgers_and_the_settlement_puts_the_cost_in_its_place()
    {
        Granted(Claim("r1"));

        Assert.Equal([Most, Most, Most], Ledgers.Select(ledger => ledger.On(Today).Reserved));

        Settle("r1", new Amount(500, 100, 0.004m));

        Assert.All(Ledgers, ledger =>
        {
            Assert.Equal(default, ledger.On(Today).Reserved);
            Assert.Equal(new Amount(500, 100, 0.004m), ledger.On(Today).Spent);
        });
        Assert.Empty(_book.Agent.Reservations);
    }

    [Fact]
    public void Claiming_and_settling_again_change_nothing()
    {
        Granted(Claim("r1"));
        var claimed = _book;
        Granted(Claim("r1"));
        Assert.Same(claimed.Agent, _book.Agent);

        Settle("r1", new Amount(500, 100, 0.004m));
        var settled = _book;
        Settle("r1", new Amount(500, 100, 0.004m));
        Assert.Same(settled, _book);
    }

    [Fact]
    public void A_repeated_call_is_reserved_beside_the_first_and_is_no_action_of_its_own()
    {
        Granted(Claim("r1"));
        var again = Granted(Claim("r1", call: 2));

        Assert.Equal((0, default), (again.LostCalls, again.Lost));
        Assert.Equal(2 * Most.Tokens, _book.Forum.On(Today).Reserved.Tokens);
        var whole = new Reservation("r1", 1, 2, Most + Most, Today) { Hour = Noon };
        Assert.Equal([whole], _book.Agent.Reservations);
        Assert.Equal(1, _book.Agent.ActionsAt(Noon));
    }

    [Fact]
    public void A_settlement_leaves_what_others_hold_and_what_a_later_attempt_does()
    {
        Granted(Claim("r1"));
        Granted(Claim("r2"));
        Granted(Claim("r1", attempt: 2, at: Noon.AddHours(12)));

        Settle("r1", default);

        Assert.Equal(
            [("r2", 1), ("r1", 2)], _book.Agent.Reservations.Select(held => (held.RunId, held.Attempt)));
    }

    [Fact]
    public void What_a_run_holds_can_be_asked_for()
    {
        _limits.AgentTokensPerDay = 5_000;
        Granted(Claim("r1"));
        Granted(Claim("r2"));
        Granted(Claim("r1", attempt: 2));

        Assert.Equal((2, Most + Most), _book.OutstandingOf("r1"));
        Assert.Equal((0, default), _book.OutstandingOf("r3"));
    }

    [Fact]
    public void What_was_reserved_the_day_before_yesterday_is_held_no_longer()
    {
        Granted(Claim("r1"));
        Granted(Claim("r2", at: Noon.AddDays(1)));
        Assert.Equal(2, _book.Agent.Reservations.Count);

        Granted(Claim("r3", at: Noon.AddDays(2)));

        Assert.Equal(["r2", "r3"], _book.Agent.Reservations.Select(held => held.RunId));
    }

    [Fact]
    public void What_an_attempt_left_behind_is_told_to_the_next_and_counts_in_full()
    {
        Granted(Claim("r1"));

        var granted = Granted(Claim("r1", attempt: 2));

        Assert.Equal((1, Most), (granted.LostCalls, granted.Lost));
        Settle("r1", granted.Lost + new Amount(500, 100, 0.004m), attempt: 2);
        Assert.Equal(Most + new Amount(500, 100, 0.004m), _book.Forum.On(Today).Spent);
        Assert.Equal(default, _book.Forum.On(Today).Reserved);
        Assert.Equal(1, _book.Agent.ActionsAt(Noon));
    }

    [Fact]
    public void The_day_that_reserved_pays_also_after_midnight()
    {
        Granted(Claim("r1"));
        var granted = Granted(Claim("r1", attempt: 2, at: Noon.AddDays(1)));

        Settle("r1", granted.Lost + new Amount(500, 100, 0.004m), attempt: 2);

        Assert.All(Ledgers, ledger =>
        {
            Assert.Equal(new DayTotals(Today.AddDays(1), new Amount(500, 100, 0.004m), default), ledger.Days[0]);
            Assert.Equal(new DayTotals(Today, Most, default), ledger.Days[1]);
        });
    }

    [Fact]
    public void A_call_repeated_after_midnight_is_checked_against_the_day_that_pays_for_it()
    {
        var limit = (10 * Most.Tokens) / 3;
        (_limits.AgentTokensPerDay, _limits.AgentActionsPerHour) = (limit, 10);
        foreach (var run in (string[])["r1", "r2", "r3"]) Granted(Claim(run, at: Noon.AddHours(11)));

        foreach (var run in (string[])["r1", "r2", "r3"])
            foreach (var call in (int[])[2, 3])
                Assert.Equal(Budget.AgentTokensPerDay, Exhausted(Claim(run, call: call, at: Noon.AddHours(12.5))));

        Assert.All(_book.Agent.Days, day => Assert.InRange(day.Taken.Tokens, 0, limit));
        Granted(Claim("r4", at: Noon.AddHours(12.5)));
    }

    [Fact]
    public void A_run_that_tries_again_in_another_hour_counts_there_too()
    {
        _limits.AgentTokensPerDay = 100_000;
        Granted(Claim("r1"));
        Granted(Claim("r2"));
        Granted(Claim("r3", at: Noon.AddHours(1)));
        Granted(Claim("r1", attempt: 2, at: Noon.AddHours(1)));

        Assert.Equal(Budget.AgentActionsPerHour, Exhausted(Claim("r2", attempt: 2, at: Noon.AddHours(1))));
        Granted(Claim("r1", attempt: 3, at: Noon.AddHours(1.5)));
    }

    [Fact]
    public void A_clock_that_lags_behind_does_not_begin_the_hour_again()
    {
        _limits.AgentTokensPerDay = 100_000;
        Granted(Claim("r1", at: Noon.AddHours(1)));
        Granted(Claim("r2", at: Noon.AddMinutes(59)));

        Assert.Equal(Budget.AgentActionsPerHour, Exhausted(Claim("r3", at: Noon.AddMinutes(59))));
        Assert.Equal(Budget.AgentActionsPerHour, Exhausted(Claim("r3", at: Noon.AddHours(1))));
    }

    [Fact]
    public void Yesterdays_spending_is_no_part_of_today()
    {
        Granted(Claim("r1"));
        Granted(Claim("r2"));
        Assert.Equal(Budget.AgentActionsPerHour, Exhausted(Claim("r3")));
        Assert.Equal(Budget.AgentTokensPerDay, Exhausted(Claim("r3", at: Noon.AddHours(1))));

        Granted(Claim("r3", at: Noon.AddHours(12)));
    }

    [Theory]
    [InlineData(nameof(BudgetOptions.AgentActionsPerHour), nameof(Budget.AgentActionsPerHour))]
    [InlineData(nameof(BudgetOptions.AgentTokensPerDay), nameof(Budget.AgentTokensPerDay))]
    [InlineData(nameof(BudgetOptions.CommunityTokensPerDay), nameof(Budget.CommunityTokensPerDay))]
    [InlineData(nameof(BudgetOptions.ForumTokensPerDay), nameof(Budget.ForumTokensPerDay))]
    [InlineData(nameof(BudgetOptions.ForumUsdPerDay), nameof(Budget.ForumUsdPerDay))]
    public void Each_budget_stops_the_call_that_would_exceed_it_and_names_itself(string option, string budget)
    {
        var property = typeof(BudgetOptions).GetProperty(option)!;
        property.SetValue(_limits, Convert.ChangeType(0, property.PropertyType, CultureInfo.InvariantCulture));

        Assert.Equal(Enum.Parse<Budget>(budget), Exhausted(Claim("r1")));
        Assert.All(Ledgers, ledger => Assert.Empty(ledger.Days));
    }

    [Fact]
    public void What_an_owner_allows_its_agent_stops_a_call_that_the_plan_would_not()
    {
        Granted(Claim("r1", own: new AgentLimits(1, null)));

        Assert.Equal(Budget.AgentActionsPerHour, Exhausted(Claim("r2", own: new AgentLimits(1, null))));
        Assert.Equal(Budget.AgentTokensPerDay, Exhausted(Claim("r2", own: new AgentLimits(null, 1_999))));
        Granted(Claim("r2", own: new AgentLimits(2, 2_000)));
    }

    [Fact]
    public void What_an_owner_allows_beyond_the_plan_is_not_to_be_had()
    {
        Granted(Claim("r1", own: new AgentLimits(1_000, 1_000_000)));
        Granted(Claim("r2", own: new AgentLimits(1_000, 1_000_000)));

        Assert.Equal(
            Budget.AgentTokensPerDay,
            Exhausted(Claim("r3", at: Noon.AddHours(1), own: new AgentLimits(1_000, 1_000_000))));
        Assert.Equal(Budget.AgentActionsPerHour, Exhausted(Claim("r3", own: new AgentLimits(1_000, 1_000_000))));
    }

    [Fact]
    public void A_budget_can_be_spent_to_the_last_token()
    {
        _limits.ForumTokensPerDay = Most.Tokens;

        Granted(Claim("r1"));

        Assert.Equal(Budget.ForumTokensPerDay, Exhausted(Claim("r2")));
    }

    [Fact]
    public void A_budget_can_be_spent_to_the_last_cent()
    {
        _limits.ForumUsdPerDay = Most.Usd;

        Granted(Claim("r1"));

        Assert.Equal(Budget.ForumUsdPerDay, Exhausted(Claim("r2")));
    }

    [Fact]
    public void An_agents_last_words_are_remembered_once_each_and_only_so_many()
    {
        for (var run = 1; run <= Ledger.WordsKept + 5; run++)
        {
            Settle($"r{run}", default, sketch: $"s{run}");
            Settle($"r{run}", default, sketch: $"s{run}");
        }

        Assert.Equal(
            Enumerable.Range(6, Ledger.WordsKept).Select(run => $"s{run}"), _book.Agent.Words.Select(w => w.Sketch));
    }

    private IEnumerable<Ledger> Ledgers => [_book.Agent, _book.Community, _book.Forum];

    private ClaimResult Claim(
        string run, int attempt = 1, int call = 1, DateTimeOffset? at = null, AgentLimits? own = null)
    {
        var claim = new BudgetClaim(run, attempt, call, "a", "c", Most)
        {
            Own = own ?? AgentLimits.OfPlan,
        };
        (_book, var result) = _book.Claim(claim, _limits, at ?? Noon);
        return result;
    }

    private void Settle(string run, Amount cost, int attempt = 1, string? sketch = null) =>
        _book = _book.Settle(new Settlement(run, attempt, "a", "c", cost, sketch));

    private static ClaimResult.Granted Granted(ClaimResult result) => Assert.IsType<ClaimResult.Granted>(result);

    private static Budget Exhausted(ClaimResult result) => Assert.IsType<ClaimResult.Exhausted>(result).Budget;
}
