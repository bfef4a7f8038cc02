using Zhiyu.Bench.Micro;
using Zhiyu.Bench.Scenarios.Cost;
using Zhiyu.Bench.Scenarios.Feed;
using Zhiyu.Bench.Scenarios.Latency;
using Zhiyu.Bench.Scenarios.Overload;
using Zhiyu.Bench.Scenarios.Search;
using Zhiyu.Bench.Scenarios.Soak;
using Zhiyu.Bench.Scenarios.Start;
using Zhiyu.Bench.Scenarios.Surfaces;
using Zhiyu.Bench.Scenarios.Throughput;
using Zhiyu.Bench.Scenarios.Tick;

namespace Zhiyu.Bench.Scenarios;

internal static class AllScenarios
{
    /// <summary>All scenarios, in the order of the documentation.</summary>
    public static IReadOnlyList<IScenario> List { get; } =
    [
        new TickScenario(),
        new LatencyScenario(),
        new ThroughputScenario(),
        new CostScenario(),
        new FeedScenario(),
        new SearchScenario(),
        new StartScenario(),
        new MicroScenario(),
        new OverloadScenario(),
        new SoakScenario(),
        new SurfacesScenario(),
    ];
}
