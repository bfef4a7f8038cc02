using CsCheck;
using Zhiyu.Core.Budgets;

namespace Zhiyu.Tests.Budgets;

/// <summary>A model takes more than was estimated, many times over: how far its calls get beyond a day's limit.</summary>
[Trait("Set", "Quick")]
public sealed class ExcessTests
{
    private const string Model = "openai-compatible thinker";
    private const int Agents = 9;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly Amount Most = new(600, 400, 0.005m);
    private const decimal CompletionUsd = 0.002m;

    private static readonly BudgetOptions Limits = new()
    {
        AgentTokensPerDay = 1_000_000,
        ForumTokensPerDay = 30_000,
        ForumUsdPerDay = 1_000,
    };

    private enum Act
    {
        Ask,
        Repeat,
        Answer,
    }

    private static readonly Gen<(Act Act, int Agent)[]> Steps = Gen.Select(
        Gen.Frequency((3, Gen.Const(Act.Ask)), (1, Gen.Const(Act.Repeat)), (2, Gen.Const(Act.Answer))),
        Gen.Int[0, Agents - 1]).Array[1, 150];

    private readonly Dictionary<string, Ledger> _agents = [];
    private LedgerSet _book = Empty();

    [Fact]
    public void The_first_excess_raises_what_every_later_call_of_the_model_reserves()
    {
        Assert.Equal(Surcharge.None, Granted(Claim("r1")).Surcharge);

        Settle("r1", new Amount(600, 8_000, 0.045m));

        Assert.Equal(new Surcharge(1, 20), Granted(Claim("r2")).Surcharge);
        Assert.Equal(
            new Amount(600, 8_000, 0.003m + (20 * CompletionUsd)), Assert.Single(_book.Agent.Reservations).Amount);
        Assert.Equal(Surcharge.None, Granted(Claim("r3", model: "another")).Surcharge);
    }

    [Fact]
    public void The_highest_of_the_last_days_counts_and_an_old_one_is_forgotten()
    {
        Granted(Claim("r1"));
        Settle("r1", new Amount(600, 8_000, 0));
        Granted(Claim("r2", at: Noon.AddDays(1)));
        Settle("r2", new Amount(1_200, 800, 0));

        Assert.Equal(new Surcharge(2, 20), Granted(Claim("r3", at: Noon.AddDays(6))).Surcharge);
        Assert.Equal(new Surcharge(2, 2), Granted(Claim("r4", at: Noon.AddDays(7))).Surcharge);
        Assert.Equal(Surcharge.None, Granted(Claim("r5", at: Noon.AddDays(8))).Surcharge);
    }

    [Fact]
    public void What_a_call_took_beyond_its_reservation_counts_before_it_is_repeated()
    {
        Granted(Claim("r1"));
        var more = new Amount(600, 28_000, 0);

        var again = Claim("r1", call: 2, taken: more);

        Assert.Equal(Budget.ForumTokensPerDay, Assert.IsType<ClaimResult.Exhausted>(again).Budget);
        Assert.Equal(more.Tokens, _book.Forum.On(Today).Reserved.Tokens);
        Assert.Equal(new Surcharge(1, 70), Granted(Claim("r2", at: Noon.AddDays(1))).Surcharge);
        Settle("r1", more);
        Assert.Equal(more.Tokens, _book.Forum.On(Today).Taken.Tokens);
    }

    [Fact]
    public void A_count_beyond_all_measure_stays_a_number()
    {
        Granted(Claim("r1"));
        Settle("r1", new Amount(long.MaxValue / 4, long.MaxValue / 4, 0));

        Assert.IsType<ClaimResult.Exhausted>(Claim("r2", at: Noon.AddDays(1)));
    }

    [Fact]
    public void After_the_first_excess_no_call_starts_beyond_the_limit_whatever_was_in_flight() =>
        Gen.Select(Steps, Gen.Int[1, 30], Gen.Int[1, 3]).Sample(
            (steps, completion, prompt) => Play(steps, new Amount(
                Most.PromptTokens * prompt, Most.CompletionTokens * completion, Most.Usd)),
            iter: 2_000, threads: 1);

    /// <param name="takes">What each call takes in truth.</param>
    private static void Play((Act Act, int Agent)[] steps, Amount takes)
    {
        var forum = new ExcessTests();
        var calls = new int[Agents];
        var runs = new int[Agents];
        long? mostBeyond = null;
        foreach (var (act, agent) in steps)
        {
            var run = $"r{agent}.{runs[agent]}";
            var taken = Times(takes, calls[agent]);
            switch (act)
            {
                case Act.Ask when calls[agent] == 0:
                case Act.Repeat when calls[agent] > 0:
                    if (calls[agent] > 0 && takes.Tokens > Most.Tokens)
                        mostBeyond ??= calls.Sum() * (takes.Tokens - Most.Tokens);
                    var claim = forum.Claim(run, calls[agent] + 1, agent: $"a{agent}", taken: taken);
                    // What is known by the claim itself is no excuse: it was refused, or all of it is reserved.
                    if (claim is ClaimResult.Granted)
                    {
                        calls[agent]++;
                        Assert.InRange(forum._book.Forum.On(Today).Taken.Tokens, 1, Limits.ForumTokensPerDay);
                    }

                    break;
                case Act.Answer when calls[agent] > 0:
                    if (takes.Tokens > Most.Tokens) mostBeyond ??= calls.Sum() * (takes.Tokens - Most.Tokens);
                    forum.Settle(run, taken, agent: $"a{agent}");
                    calls[agent] = 0;
                    runs[agent]++;
                    break;
            }

            Assert.InRange(
                forum._book.Forum.On(Today).Taken.Tokens, 0, Limits.ForumTokensPerDay + (mostBeyond ?? long.MaxValue / 2));
        }
    }

    private ClaimResult Claim(string run, int call = 1, string agent = "a", Amount taken = default,
        string model = Model, DateTimeOffset? at = null)
    {
        var claim = new BudgetClaim(run, 1, call, agent, "c", Most)
        {
            Model = model,
            CompletionUsd = CompletionUsd,
            Taken = taken,
            Excess = ExcessOf(taken, call - 1),
        };
        (_book, var result) = Of(agent).Claim(claim, Limits, at ?? Noon);
        _agents[agent] = _book.Agent;
        return result;
    }

    private void Settle(string run, Amount cost, string agent = "a")
    {
        var calls = Of(agent).Agent.Reservations.Single(held => held.RunId == run).Calls;
        _book = Of(agent).Settle(new Settlement(run, 1, agent, "c", cost, Sketch: null)
        {
            Excess = ExcessOf(cost, calls),
        });
        _agents[agent] = _book.Agent;
    }

    private LedgerSet Of(string agent) => _book with { Agent = _agents.GetValueOrDefault(agent) ?? Empty(agent).Agent };

    private static ModelExcess? ExcessOf(Amount taken, int calls) =>
        calls > 0 && Surcharge.Of(taken, Times(Most, calls)) is var by && by != Surcharge.None
            ? new ModelExcess(Model, by)
            : null;

    private static Amount Times(Amount amount, int calls) =>
        new(amount.PromptTokens * calls, amount.CompletionTokens * calls, amount.Usd * calls);

    private static LedgerSet Empty(string agent = "a") => new(
        new Ledger { Id = LedgerId.OfAgent(agent) },
        new Ledger { Id = LedgerId.OfCommunity("c") },
        new Ledger { Id = LedgerId.Forum });

    private static ClaimResult.Granted Granted(ClaimResult result) => Assert.IsType<ClaimResult.Granted>(result);
}
