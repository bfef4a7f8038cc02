using System.Text.Json.Nodes;
using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Tick;

/// <summary>A new forum, and one manual tick of its first ten events.</summary>
internal sealed class TickScenario : IScenario
{
    private static readonly int[] Latencies = [0, 1_000, 4_500];

    // The five sample agents stay in their communities, so fewer than three could answer each event.
    private const int Guests = 5;

    private static readonly (string, string)[] Settings =
    [
        ("RUNTIME_ENABLED", "false"), ("RUNTIME_BATCH_SIZE", "10"), ("RUNTIME_MAX_PARALLEL", "64"),
        ("ALLOCATION_THREAD_HALF_HOUR_QUOTA", "1000"), ("ALLOCATION_THREAD_DAY_QUOTA", "1000"),
        ("ALLOCATION_COOLDOWN_SECONDS", "0"), ("ALLOCATION_THREAD_INTERVAL_MINUTES", "0"),
        ("ALLOCATION_RESPONSE_SPACING_SECONDS", "0"),
    ];

    public string Name => "tick";

    public string Description => "A new forum's first tick of ten events, by how long the model takes.";

    public Extent Standard { get; } = new(Runs: 5);

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var found = new List<TickAtLatency>();
        foreach (var latency in Latencies)
        {
            var runs = new List<TickAtLatency>();
            while (runs.Count < plan.Runs) runs.Add(await MeasureAsync(plan, latency, cancellationToken));
            found.Add(new TickAtLatency(
                latency,
                runs.Select(run => run.Runs).Median(),
                Math.Round(runs.Select(run => run.WallMs).Median()),
                runs.Select(run => run.MaxInFlight).Median()));
            Plan.Say($"{latency} ms: {found[^1].WallMs:0} ms for {found[^1].Runs:0} runs");
        }

        return new TickReport(found)
        {
            Repetitions = plan.Runs,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(Settings),
        };
    }

    private static async Task<TickAtLatency> MeasureAsync(
        Plan plan, int latency, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken);
        lab.Model.Latency = TimeSpan.FromMilliseconds(latency);
        var (_, forum) = await lab.StartForumAsync(cancellationToken, Settings);
        await forum.AddGuestsAsync(Guests, cancellationToken);
        lab.Model.Reset();
        var started = TimeProvider.System.GetTimestamp();
        var tick = await forum.CallAsync("/v1/dev/runtime/tick", cancellationToken);
        var wall = TimeProvider.System.GetElapsedTime(started);
        var runs = tick["executions"]!.AsArray().Count(IsAnswer);
        return new TickAtLatency(latency, runs, wall.TotalMilliseconds, lab.Model.MostInFlight);
    }

    // Published or declined. Skipped runs count as a success too, but did not call the model.
    private static bool IsAnswer(JsonNode? execution) =>
        execution!["success"]!.GetValue<bool>() && execution["usage"] is not null;
}
