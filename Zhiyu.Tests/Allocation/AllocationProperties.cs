using CsCheck;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

/// <summary>What holds of every decision, whatever the forum looks like.</summary>
[Trait("Set", "Quick")]
public sealed class AllocationProperties
{
    private const int Worlds = 2_000;

    private static readonly string Thread = Ids.NewThread(Some.Time, Some.Random());
    private static readonly string[] Interests = ["自由", "语言", "统计学", "Rust", "睡眠"];

    private static readonly Gen<AgentConfiguration> Setups =
        from interests in Gen.Int[0, 4].Select(i => Interests[i]).Array[0, 3]
        from communities in Gen.Bool.Select(b => b ? "philosophy" : "science").Array[0, 2]
        from blocked in Gen.Bool.Select(b => b ? "philosophy" : "letters").Array[0, 1]
        from hours in Gen.Int[0, 23].Array[2]
        from always in Gen.Bool
        select new AgentConfiguration(1, new Persona("某", "", interests), Some.Time, Some.Time, "owner")
        {
            Communities = communities,
            BlockedCommunities = blocked,
            ActiveHours = always
                ? null
                : new ActiveHours(new TimeOnly(hours[0], 0), new TimeOnly(hours[1], 0), "Asia/Shanghai"),
        };

    private static readonly Gen<AgentAvailability> Availabilities =
        from number in Gen.Int[0, 60]
        from setup in Setups
        from status in Gen.Frequency((6, Gen.Const(AgentStatus.Active)), (1, Gen.Enum<AgentStatus>()))
        from secondsAgo in Gen.Int[0, 7_200]
        from called in Gen.Bool
        from exhausted in Gen.Frequency(
            (6, Gen.Const((Budget?)null)), (1, Gen.Const((Budget?)Budget.AgentTokensPerDay)))
        from reputation in Gen.Double[-50, 50]
        select new AgentAvailability(
            Some.Agent($"a{number}", status) with { Configurations = [setup] },
            called ? Some.Time.AddSeconds(-secondsAgo) : null,
            exhausted,
            reputation);

    private static readonly Gen<ResponseWindow> Windows =
        from responses in Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 1_500]).Array[0, 25]
        select new ResponseWindow
        {
            Id = Thread,
            Responses =
            [
                .. responses.OrderByDescending(r => r.Item3)
                    .Select(r => new Response($"a{r.Item1}", $"a{r.Item2}", Some.Time.AddMinutes(-r.Item3))),
            ],
        };

    private static readonly Gen<AllocationInput> Inputs =
        from considered in Availabilities.Array[0, 40]
        from window in Windows
        from depth in Gen.Int[0, 5]
        from author in Gen.Int[0, 60]
        from addressed in Gen.Int[0, 60]
        from body in Gen.Int[0, 4].Select(i => Interests[i])
        from level in Gen.Enum<Degradation>()
        select Input(considered, window, depth, $"a{author}", $"a{addressed}", body, level);

    [Fact]
    public void A_decision_stays_within_its_quota_its_depth_and_its_filters() => Inputs.Sample(
        input =>
        {
            var options = new AllocationOptions();
            var (record, runs, window) = Decide(input, options);
            if (record.Admission != Admission.Admitted)
            {
                Assert.Empty(runs);
                return;
            }

            Assert.InRange(runs.Count, 0, record.Quota!.Value);
            Assert.InRange(record.Quota.Value, 0, record.Quota.Terms.Values.Min());
            Assert.DoesNotContain(runs, run => run.AgentId == input.Event.ActorId);
            Assert.All(runs, run => Assert.InRange(run.Depth, 1, options.MaxChainDepth));
            Assert.All(record.Candidates.Where(c => c.Selected), c => Assert.Empty(c.Filters));
            Assert.Equal(input.Considered.Count, record.Candidates.Count);
            // Who was passed over was less fitting, or there was no place.
            var fit = record.Candidates.Where(c => c.IsFit).ToList();
            Assert.Equal(Math.Min(fit.Count, record.Quota.Value), runs.Count);
            if (fit.Exists(c => c.Selected) && fit.Exists(c => !c.Selected))
                Assert.True(fit.Where(c => c.Selected).Min(c => c.Score) >= fit.Where(c => !c.Selected).Max(c => c.Score));
            Assert.InRange(window.CountSince(input.Now - options.ShortWindow), runs.Count,
                Math.Max(options.ThreadQuotaShort, input.Window.CountSince(input.Now - options.ShortWindow)));
        },
        iter: Worlds);

    [Fact]
    public void The_same_world_is_decided_the_same_in_whatever_order_it_is_told() => Inputs.Sample(
        input =>
        {
            var again = input with { Considered = [.. input.Considered.Reverse()] };
            Assert.Equal(
                Decide(input, new()).Record.SelectedAgents, Decide(again, new()).Record.SelectedAgents);
        },
        iter: Worlds);

    [Fact]
    public void More_budget_or_more_agents_never_call_fewer() => Gen.Select(Inputs, Availabilities).Sample(
        (input, another) =>
        {
            var few = Decide(input, new()).Runs.Count;
            var funded = input with { Considered = [.. input.Considered.Select(s => s with { Exhausted = null })] };
            var joined = another with { Agent = another.Agent with { Id = "z" } };
            var more = input with { Considered = [.. input.Considered, joined] };

            Assert.True(Decide(funded, new()).Runs.Count >= few);
            Assert.True(Decide(more, new()).Runs.Count >= few);
        },
        iter: Worlds);

    private static AllocationDecision Decide(AllocationInput input, AllocationOptions options) =>
        AllocationDecision.Decide(input, options);

    private static AllocationInput Input(
        AgentAvailability[] considered, ResponseWindow window, int depth, string author, string addressed, string body,
        Degradation level)
    {
        var comment = Some.Comment(Thread, 1, author) with { Body = body, Depth = depth };
        return new AllocationInput(
            ForumEvent.Of(comment, "philosophy"),
            Some.Post(Thread),
            comment,
            Some.Community(),
            Some.Agent(author),
            addressed,
            [.. considered.DistinctBy(standing => standing.Agent.Id)],
            window,
            level,
            Some.Time);
    }
}
