using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Budgets;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Budgets;

public sealed class BudgetLedgerTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Sixty_four_executors_spend_a_budget_to_its_end_and_not_one_token_more(int instances)
    {
        const long cap = 60_000;
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        var processes = Enumerable.Range(0, instances).Select(_ => world.Start()).ToList();
        var limits = Options.Create(new BudgetOptions
        {
            ForumTokensPerDay = cap,
            AgentTokensPerDay = cap,
            AgentActionsPerHour = int.MaxValue,
        });
        var ledgers = processes.ConvertAll(process =>
            new BudgetLedger(process.Get<LedgerWriter>(), process.Get<BudgetMetrics>(), limits, world.Clock, NullLogger<BudgetLedger>.Instance));

        var spent = await Task.WhenAll(Enumerable.Range(0, 64).Select(async executor =>
        {
            var random = Some.Random(executor);
            var total = 0L;
            for (var run = 0; run < 5; run++)
                total += await CallAsync(ledgers[executor % instances], executor, run, random) ?? 0;
            return total;
        }));
        // Others may have been refused while much was reserved and little spent: now one by one to the end.
        var rest = 0L;
        for (var run = 5; await CallAsync(ledgers[0], executor: 0, run, Some.Random(run)) is { } more; run++)
            rest += more;

        var forum = await processes[0].Get<LedgerStore>().ReadAsync(LedgerId.Forum, Token);
        var book = Assert.Single(forum.Ledger.Days);
        Assert.Equal(spent.Sum() + rest, book.Spent.Tokens);
        Assert.Equal(default, book.Reserved);
        // What is left is less than one call may take.
        Assert.InRange(book.Spent.Tokens, cap - 999, cap);
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task A_claim_and_its_settlement_cost_one_transaction_each_once_the_ledgers_are_known()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var process = world.Start();
        var ledger = process.Get<BudgetLedger>();
        await CallAsync(ledger, "r1");
        var before = process.Policy.Operations;

        await CallAsync(ledger, "r2");

        Assert.Equal(before + 2, process.Policy.Operations);
    }

    [Fact]
    public async Task A_refusal_never_rests_on_what_was_remembered()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var one = world.Start();
        await using var other = world.Start();
        var limits = Options.Create(new BudgetOptions { ForumTokensPerDay = 1_000 });
        var (mine, theirs) = (
            new BudgetLedger(one.Get<LedgerWriter>(), one.Get<BudgetMetrics>(), limits, world.Clock, NullLogger<BudgetLedger>.Instance),
            new BudgetLedger(other.Get<LedgerWriter>(), other.Get<BudgetMetrics>(), limits, world.Clock, NullLogger<BudgetLedger>.Instance));
        await mine.ClaimAsync(Claim("r1"), Token);
        await theirs.SettleAsync(new Settlement("r1", 1, "a", "c", default, null), Token);

        Assert.IsType<ClaimResult.Granted>(await mine.ClaimAsync(Claim("r2"), Token));
    }

    [Fact]
    public async Task A_hold_counts_at_once_also_for_who_remembers_the_account_and_the_latest_decision_wins()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var one = world.Start();
        await using var other = world.Start();
        var (ledger, holds) = (one.Get<BudgetLedger>(), other.Get<SpendingBlocks>());
        await ledger.ClaimAsync(Claim("r1"), Token);

        await holds.SetAsync("a", new SpendingBlock(1, "banned"), Token);

        var settled = await ledger.SettleAsync(new Settlement("r1", 1, "a", "c", default, null), Token);
        Assert.Equal("banned", settled.Held);
        Assert.Equal("banned", Assert.IsType<ClaimResult.Held>(await ledger.ClaimAsync(Claim("r2"), Token)).Reason);
        await holds.SetAsync("a", new SpendingBlock(2, Reason: null), Token);
        await holds.SetAsync("a", new SpendingBlock(1, "banned"), Token);
        Assert.IsType<ClaimResult.Granted>(await ledger.ClaimAsync(Claim("r2"), Token));
    }

    [Fact]
    public async Task Without_storage_there_is_no_grant()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var process = world.Start(new MortalPolicy(diesAt: 1));

        await Assert.ThrowsAsync<ProcessDiedException>(() =>
            process.Get<BudgetLedger>().ClaimAsync(Claim("r1"), Token));
    }

    private static BudgetClaim Claim(string run) => new(run, 1, 1, "a", "c", new Amount(600, 400, 0));

    /// <summary>The tokens that a call took; null when it was refused.</summary>
    private static async Task<long?> CallAsync(BudgetLedger ledger, int executor, int run, Random random)
    {
        var (id, agent, community) = ($"r{executor}.{run}", $"a{executor}", $"c{executor % 3}");
        var claim = new BudgetClaim(id, 1, 1, agent, community, new Amount(600, 400, 0));
        if (await ledger.ClaimAsync(claim, Token) is not ClaimResult.Granted) return null;
        var cost = new Amount(random.Next(300, 601), random.Next(50, 401), 0);
        await ledger.SettleAsync(new Settlement(id, 1, agent, community, cost, Sketch: null), Token);
        return cost.Tokens;
    }

    private static async Task CallAsync(BudgetLedger ledger, string run)
    {
        Assert.IsType<ClaimResult.Granted>(await ledger.ClaimAsync(Claim(run), Token));
        await ledger.SettleAsync(new Settlement(run, 1, "a", "c", new Amount(400, 100, 0), "sketch"), Token);
    }
}
