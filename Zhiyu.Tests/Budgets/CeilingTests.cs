using CsCheck;
using Zhiyu.Core.Budgets;

namespace Zhiyu.Tests.Budgets;

/// <summary>
/// Runs of one agent call, repeat, answer, stop and die, at any moment of clocks that differ by some minutes: what no
/// day and no hour may ever take.
/// </summary>
[Trait("Set", "Quick")]
public sealed class CeilingTests
{
    private const int Runs = 6;

    private static readonly DateTimeOffset Evening = new(2026, 3, 1, 21, 0, 0, TimeSpan.Zero);

    // As long as an attempt lasts at most; in the forum it is a minute.
    private static readonly TimeSpan Lease = TimeSpan.FromHours(2);

    private static readonly Amount Most = new(2_000, 1_000, 0.03m);

    private static readonly BudgetOptions Limits = new()
    {
        AgentActionsPerHour = 3,
        AgentTokensPerDay = 20_000,
        CommunityTokensPerDay = 15_000,
        ForumTokensPerDay = 10_000,
        ForumUsdPerDay = 0.08m,
    };

    private enum Act
    {
        Ask,
        Repeat,
        Answer,
        Stop,
        Die,
    }

    // Time passes by some minutes for most steps, so that midnight and full hours fall between any two of them.
    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency(
            (4, Gen.Const(Act.Ask)), (3, Gen.Const(Act.Repeat)), (3, Gen.Const(Act.Answer)),
            (1, Gen.Const(Act.Stop)), (1, Gen.Const(Act.Die))),
        Gen.Int[0, Runs - 1],
        Gen.Frequency((6, Gen.Int[0, 20]), (1, Gen.Int[30, 300])),
        Gen.Int[-3, 3],
        Gen.Int[0, 100],
        (act, run, minutes, skew, percent) => new Step(act, run, minutes, skew, percent));

    [Fact]
    public void No_day_and_no_hour_takes_more_than_its_limit_at_any_moment_of_the_clock() =>
        Steps.Array[1, 120].Sample(
            steps =>
            {
                var forum = new Play();
                foreach (var step in steps) forum.Take(step);
            },
            iter: 3_000, threads: 1, print: steps => "\n" + string.Join('\n', steps));

    private sealed record Step(Act Act, int Run, int Minutes, int Skew, int Percent);

    /// <summary>What runs do with the ledgers, as their executors would.</summary>
    private sealed class Play
    {
        private readonly Agent[] _runs = [.. Enumerable.Range(0, Runs).Select(each => new Agent($"r{each}"))];
        private readonly Dictionary<DateTimeOffset, HashSet<string>> _acted = [];
        private LedgerSet _book = new(
            new Ledger { Id = LedgerId.OfAgent("a") },
            new Ledger { Id = LedgerId.OfCommunity("c") },
            new Ledger { Id = LedgerId.Forum });

        private DateTimeOffset _time = Evening;
        private DateTimeOffset _hour;

        public void Take(Step step)
        {
            _time = _time.AddMinutes(step.Minutes);
            var now = _time.AddMinutes(step.Skew);
            var run = _runs[step.Run];
            if (now - run.Began > Lease) run.Calls = 0;
            switch (step.Act)
            {
                case Act.Ask when run.Calls == 0:
                    run.Attempt++;
                    run.Began = now;
                    if (run.Unsettled is { } owed) Settle(run, owed.Attempt, owed.Cost);
                    Claim(run, 1, now);
                    break;
                case Act.Repeat when run.Calls > 0:
                    Claim(run, run.Calls + 1, now);
                    break;
                case Act.Answer when run.Calls > 0:
                    Settle(run, run.Attempt, CostOf(run, step.Percent));
                    run.Calls = 0;
                    break;
                case Act.Stop when run.Calls > 0:
                    (run.Unsettled, run.ActedIn) = ((run.Attempt, CostOf(run, step.Percent)), run.Booked);
                    run.Calls = 0;
                    break;
                case Act.Die:
                    run.Calls = 0;
                    break;
            }

            Check();
        }

        private void Claim(Agent run, int call, DateTimeOffset now)
        {
            var claim = new BudgetClaim(run.Id, run.Attempt, call, "a", "c", Most) { ActedIn = run.ActedIn };
            (_book, var result) = _book.Claim(claim, Limits, now);
            if (result is not ClaimResult.Granted granted) return;
            run.Calls = call;
            if (call > 1) return;
            (run.Lost, run.Booked) = (granted.Lost, granted.Hour);
            var hour = now.AddMinutes(-now.Minute);
            if (hour > _hour) _hour = hour; // of clocks that differ the one that is ahead
            _acted.TryAdd(_hour, []);
            _acted[_hour].Add(run.Id);
        }

        private void Settle(Agent run, int attempt, Amount cost) =>
            _book = _book.Settle(new Settlement(run.Id, attempt, "a", "c", cost, Sketch: null));

        private static Amount CostOf(Agent run, int percent) => run.Lost + new Amount(
            run.Calls * Most.PromptTokens * percent / 100,
            run.Calls * Most.CompletionTokens * percent / 100,
            run.Calls * Most.Usd * percent / 100);

        private void Check()
        {
            AssertWithin(_book.Agent, Limits.AgentTokensPerDay);
            AssertWithin(_book.Community, Limits.CommunityTokensPerDay);
            AssertWithin(_book.Forum, Limits.ForumTokensPerDay);
            Assert.All(_book.Forum.Days, day => Assert.InRange(day.Taken.Usd, 0, Limits.ForumUsdPerDay));
            Assert.All(_acted, hour => Assert.InRange(hour.Value.Count, 1, Limits.AgentActionsPerHour));
        }

        private static void AssertWithin(Ledger ledger, long limit) => Assert.All(ledger.Days, day =>
        {
            Assert.InRange(day.Taken.Tokens, 0, limit);
            Assert.InRange(day.Spent.Tokens, 0, limit);
            Assert.InRange(day.Reserved.Tokens, 0, limit);
        });
    }

    private sealed class Agent(string id)
    {
        public string Id => id;
        public int Attempt { get; set; }
        public DateTimeOffset Began { get; set; }

        /// <summary>That the attempt under way has reserved; 0 while there is none.</summary>
        public int Calls { get; set; }

        /// <summary>What earlier attempts left behind, told to the one under way.</summary>
        public Amount Lost { get; set; }

        public DateTimeOffset Booked { get; set; }

        /// <summary>What stands on the run's record, and is lost with a process that dies.</summary>
        public (int Attempt, Amount Cost)? Unsettled { get; set; }

        public DateTimeOffset? ActedIn { get; set; }
    }
}
