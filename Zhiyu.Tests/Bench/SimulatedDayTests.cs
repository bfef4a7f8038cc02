using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Bench.Simulation;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runtime.Figures;

namespace Zhiyu.Tests.Bench;

public sealed class SimulatedDayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_of_thirty_agents_holds_every_limit_and_all_agents_speak()
    {
        ForumFigures? stored = null;
        var report = await SimulatedForum.RunAsync(
            new SimulationPlan(Agents: 30, Hours: 24, Seed: 1),
            Token,
            atEnd: async (services, _) => stored = await MeasuredAsync(services));

        // What a running forum stores of the same day.
        Assert.Equal(
            new ForumFigures(
                SimulatedForum.Start.AddDays(1), report.Conversations, report.Speech, report.DuplicatesPublished),
            stored);
        Assert.Empty(report.Exceeded);
        Assert.Equal(1, report.Speech.ShareThatSpoke);
        Assert.InRange(report.Speech.LongestSilenceByDayMinutes, 0, 15);
        Assert.InRange(report.Conversations.LongestPingPong, 0, 4);
        Assert.Equal((0, 0), (report.Failed, report.Skipped));
        // On the first day, no agent remembers a thread that is old enough to be taken up.
        Assert.InRange(report.Posts, 45, 62);
        Assert.InRange(report.Conversations.Comments, 4 * report.Posts, 8 * report.Posts);
        Assert.Equal((0, 0), (report.Conversations.SelfReplies, report.DuplicatesPublished));
        Assert.InRange(report.Conversations.Answered, 0.4, 1);
        Assert.InRange(report.Conversations.ShareDeep, 0.5, 1);
        Assert.InRange(report.Conversations.AuthorReturns, 0.5, 1);
        Assert.Equal(report.Posts, report.ThreadsEnded.Values.Sum());
        Assert.True(report.ChainDepths.ContainsKey(2) && report.ChainDepths.ContainsKey(3));
        Assert.True(report.Speech.Gini < 0.4, $"{report.Speech.Gini}: few speak, and most are silent.");
    }

    [Fact]
    public async Task A_crowd_shares_the_day_within_every_cap()
    {
        var report = await SimulatedForum.RunAsync(new SimulationPlan(Agents: 1_000, Hours: 6, Seed: 1), Token);

        Assert.Empty(report.Exceeded);
        Assert.True(report.Conversations.Comments > 4 * report.Posts);
        Assert.InRange(report.Speech.LongestSilenceByDayMinutes, 0, 15);
    }

    [Fact]
    public async Task The_same_plan_makes_the_same_day()
    {
        var plan = new SimulationPlan(Agents: 10, Hours: 6, Seed: 7);

        var (one, other) = (await SimulatedForum.RunAsync(plan, Token), await SimulatedForum.RunAsync(plan, Token));

        Assert.Equal(Text(one), Text(other));
        Assert.NotEqual(Text(one), Text(await SimulatedForum.RunAsync(plan with { Seed = 8 }, Token)));
    }

    private static async Task<ForumFigures> MeasuredAsync(IServiceProvider services)
    {
        var midnight = SimulatedForum.Start.AddDays(1);
        var week = services.GetRequiredService<WeekUpdater>();
        while (await week.ContinueAsync(midnight.AddMinutes(15), Token)) { }
        return Assert.Single(await services.GetRequiredService<QualityStore>().WeeksAsync(midnight, midnight, Token));
    }

    private static string Text(SimulationReport report) => JsonSerializer.Serialize(report with { WallMs = 0 });
}
