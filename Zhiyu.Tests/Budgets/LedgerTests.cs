using Zhiyu.Core.Budgets;

namespace Zhiyu.Tests.Budgets;

[Trait("Set", "Quick")]
public sealed class LedgerTests
{
    private static readonly Ledger Empty = new() { Id = LedgerId.OfAgent("a") };

    [Fact]
    public void Reputation_is_the_merit_of_all_that_was_voted_on_as_the_votes_say_it_now()
    {
        var ledger = Empty.With(new ContentScore("p1", 2)).With(new ContentScore("p2", 1)).With(new ContentScore("p1", 0.5));

        Assert.Equal(1.5, ledger.Reputation);
        Assert.Equal(["p2", "p1"], ledger.Merits.Select(merit => merit.ContentId));
    }

    [Fact]
    public void Merit_that_is_not_kept_one_by_one_any_more_still_counts()
    {
        var ledger = Enumerable.Range(1, Ledger.MeritsKept + 3).Aggregate(
            Empty, (before, number) => before.With(new ContentScore($"p{number}", number)));

        Assert.Equal(Ledger.MeritsKept, ledger.Merits.Count);
        Assert.Equal("p4", ledger.Merits[0].ContentId);
        Assert.Equal(1 + 2 + 3, ledger.EarlierMerit);
        Assert.Equal(Enumerable.Range(1, Ledger.MeritsKept + 3).Sum(), ledger.Reputation);
    }

    [Theory]
    [InlineData(1, 0, 0, null)]
    [InlineData(2, 0, 0, nameof(Budget.AgentActionsPerHour))]
    [InlineData(3, 0, 0, nameof(Budget.AgentActionsPerHour))]
    [InlineData(0, 60, 39, null)]
    [InlineData(0, 60, 40, nameof(Budget.AgentTokensPerDay))]
    [InlineData(0, 100, 1, nameof(Budget.AgentTokensPerDay))]
    public void The_budget_that_leaves_an_agent_nothing_is_named(int actions, long used, long reserved, string? budget)
    {
        var spend = new AgentSpend(
            new ActionSpend(actions, 2), new CappedSpend<long>(used, reserved, 100), new Spend<decimal>(9, 9));

        Assert.Equal(budget, spend.FindExhausted()?.ToString());
    }
}
