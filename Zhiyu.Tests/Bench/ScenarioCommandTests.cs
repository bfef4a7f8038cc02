using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Scenarios;
using Zhiyu.Bench.Scenarios.Feed;

namespace Zhiyu.Tests.Bench;

public class ScenarioCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_report_of_what_must_not_be_ends_with_1(bool isSound, int exitCode) =>
        Assert.Equal(exitCode, await RunAsync(() => new Found(isSound) { Repetitions = 1, Seed = 1 }));

    [Fact]
    public async Task Who_has_waited_in_vain_was_not_stopped() =>
        Assert.Equal(1, await RunAsync(() => throw new TaskCanceledException("It took too long.")));

    [Fact]
    public void A_feed_of_fewer_posts_than_it_compares_is_refused()
    {
        var parsed = ScenarioCommand.Create(new FeedScenario()).Parse(["--count", "199"]);

        Assert.Equal("--count must be 200 or more.", Assert.Single(parsed.Errors).Message);
    }

    private static Task<int> RunAsync(Func<Report> find) =>
        ScenarioCommand.Create(new Scripted(find)).Parse(["--json"]).InvokeAsync(cancellationToken: Token);

    private sealed record Found(bool Sound) : Report
    {
        public override bool IsSound => Sound;

        public override IEnumerable<IReadOnlyList<string>> Table => [];
    }

    private sealed class Scripted(Func<Report> find) : IScenario
    {
        public string Name => "scripted";

        public string Description => "What the test says.";

        public Extent Standard { get; } = new(Runs: 1);

        public Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken) => Task.FromResult(find());
    }
}
