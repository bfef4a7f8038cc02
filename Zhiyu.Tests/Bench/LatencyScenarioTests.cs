using Zhiyu.Bench.Scenarios;
using Zhiyu.Bench.Scenarios.Latency;

namespace Zhiyu.Tests.Bench;

/// <summary>That the rig holds together: storage, model and app start, a reply is written, transactions are counted.</summary>
public class LatencyScenarioTests
{
    [Fact]
    public async Task A_write_is_answered_and_its_transactions_are_counted()
    {
#pragma warning disable RS0030, CA5394 // The bench's composition, in small.
        var plan = new Plan(Runs: 1, Seconds: 0, Count: 1, Seed: 1, new Random(1));
#pragma warning restore RS0030, CA5394

        var report = (LatencyReport)await new LatencyScenario().RunAsync(
            plan, TestContext.Current.CancellationToken);

        Assert.True(report.P50Ms > 0);
        Assert.Equal(1, report.OpsByKind["queue send agent-assignments"]);
    }
}
