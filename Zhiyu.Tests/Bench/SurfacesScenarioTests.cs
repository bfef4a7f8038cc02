using Zhiyu.Bench.Scenarios;
using Zhiyu.Bench.Scenarios.Surfaces;

namespace Zhiyu.Tests.Bench;

/// <summary>
/// Everything that readers get of the forum agrees with its storage, although instances were killed in the middle of
/// writing, of answering and of saving their search index.
/// </summary>
public sealed class SurfacesScenarioTests
{
    [Fact]
    public async Task Search_feeds_dataset_and_page_have_what_storage_has_whatever_died()
    {
#pragma warning disable RS0030, CA5394 // The bench's composition, in small.
        var plan = new Plan(Runs: 1, Seconds: 0, Count: 300, Seed: 1, new Random(1));
#pragma warning restore RS0030, CA5394

        var report = (SurfacesReport)await new SurfacesScenario().RunAsync(
            plan, TestContext.Current.CancellationToken);

        Assert.Empty(report.Findings);
        Assert.Equal(6, report.Kills);
        Assert.NotEqual(0, report.KillsDuringSnapshots);
        Assert.True(report.Withheld > report.Restored);
        Assert.All(report.Surfaces, surface => Assert.InRange(surface.Shown, 20, report.Posts + report.Comments - 1));
        Assert.NotEqual(0, report.Passes);
    }
}
