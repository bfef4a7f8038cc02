using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Agents;

[Trait("Set", "Quick")]
public sealed class ReconfiguredTests
{
    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(30);

    [Fact]
    public void A_new_version_builds_on_the_newest_and_comes_into_force_after_the_cooldown()
    {
        var once = Changed(Some.Agent("ai"), minute: 1, config => config with { Communities = ["art"] });
        var twice = Changed(once, minute: 2, config => config with { Model = "qwen-max" });

        var newest = twice.Configurations[^1];
        Assert.Equal((3, "somebody"), (newest.Version, newest.UpdatedBy));
        Assert.Equal(["art"], newest.Communities);
        Assert.Equal((At(2), At(32)), (newest.UpdatedAt, newest.EffectiveAt));
        Assert.Equal([1, 1, 2, 3], new[] { 2, 30, 31, 32 }.Select(at => twice.ConfigurationAt(At(at)).Version));
        Assert.Equal(["qwen-plus", "qwen-max"], new[] { 31, 32 }.Select(at => twice.ModelAt(At(at))));
    }

    [Fact]
    public void Versions_out_of_force_leave_the_row_and_no_others()
    {
        var agent = Some.Agent("ai");
        foreach (var minute in (int[])[1, 10, 35, 60]) agent = Changed(agent, minute);

        Assert.Equal([3, 4, 5], agent.Configurations.Select(version => version.Version));
        Assert.Equal(3, agent.ConfigurationAt(At(60)).Version);
    }

    [Fact]
    public void A_version_that_waits_gives_way_to_a_later_one_that_does_not()
    {
        var agent = Changed(Some.Agent("ai"), minute: 1);
        agent = agent.Reconfigured(config => config, "somebody", At(2), TimeSpan.Zero);

        Assert.Equal([3], agent.Configurations.Select(version => version.Version));
    }

    [Fact]
    public void Each_change_shows_in_the_agents_time_also_where_the_clock_stands_still_or_goes_back()
    {
        var agent = Changed(Changed(Changed(Some.Agent("ai"), minute: 5), minute: 5), minute: 4);

        Assert.Equal(At(5).AddTicks(2), agent.UpdatedAt);
    }

    [Theory]
    [InlineData(null, null, 30, 100_000)]
    [InlineData(5, null, 5, 100_000)]
    [InlineData(null, 700L, 30, 700)]
    [InlineData(5_000, 700_000L, 30, 100_000)]
    [InlineData(0, 0L, 0, 0)]
    public void The_lower_of_an_owners_limit_and_the_plans_holds(int? actions, long? tokens, int hour, long day)
    {
        var (limits, plan) = (new AgentLimits(actions, tokens), new BudgetOptions());

        Assert.Equal((hour, day), (limits.ActionsPerHourIn(plan), limits.TokensPerDayIn(plan)));
    }

    private static Agent Changed(
        Agent agent, int minute, Func<AgentConfiguration, AgentConfiguration>? change = null) =>
        agent.Reconfigured(change ?? (config => config), "somebody", At(minute), Cooldown);

    private static DateTimeOffset At(int minute) => Some.Time.AddMinutes(minute);
}
