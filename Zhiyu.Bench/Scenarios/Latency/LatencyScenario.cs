using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Scenarios.Latency;

/// <summary>Measures writes while the queues are idle and the host polls at its slowest rate.</summary>
internal sealed class LatencyScenario : IScenario
{
    private static readonly (string, string)[] Settings =
        [("ALLOCATION_POST_QUOTA", "1"), ("ALLOCATION_MAX_CHAIN_DEPTH", "1")];

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly StorageOperation Assignment =
        new("queue", StorageOperation.Send, AssignmentMessage.Queue);

    public string Name => "latency";

    public string Description => "From a write of the data plane until its reply can be read over HTTP.";

    public Extent Standard { get; } = new(Runs: 5, Count: 30, Of: "writes there are in each run");

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken);
        var (_, forum) = await lab.StartForumAsync(cancellationToken, Settings);
        // Warms up, so that compilation and caching are not measured.
        for (var warm = 0; warm < 5; warm++) await ProbeAsync(lab, forum, cancellationToken);

        // Percentiles cover all runs, because one percent of one run is less than one write.
        var all = new List<LatencyProbe>();
        for (var run = 0; run < plan.Runs; run++)
        {
            var probes = new List<LatencyProbe>();
            while (probes.Count < plan.Count)
            {
                // Long enough for the pause between polls to reach its maximum, and at a random phase of it.
                await Wait.ForAsync(
                    TimeSpan.FromMilliseconds(plan.Random.Next(2_000, 3_000)), cancellationToken);
                probes.Add(await ProbeAsync(lab, forum, cancellationToken));
            }

            all.AddRange(probes);
            Plan.Say($"run {run + 1}: p50 {probes.Select(probe => probe.Readable).Percentile(0.5):0} ms");
        }

        var ops = await CountAsync(lab, forum, plan.Count, cancellationToken);
        return new LatencyReport(
            Of(0.5), Of(0.95), Of(0.99),
            Math.Round(ops.Sum(kind => kind.Value), 1),
            ops,
            new Dictionary<string, double>
            {
                ["the write is acknowledged"] = Median(probe => probe.Written),
                ["the assignment is sent"] = Median(probe => probe.Assigned),
                ["the model is asked"] = Median(probe => probe.Asked),
                ["the reply is readable"] = Median(probe => probe.Readable),
            })
        {
            Repetitions = plan.Runs,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(Settings),
        };

        double Of(double share) => Math.Round(all.Select(probe => probe.Readable).Percentile(share), 1);
        double Median(Func<LatencyProbe, double> stage) => Math.Round(all.Select(stage).Median(), 1);
    }

    private static async Task<LatencyProbe> ProbeAsync(
        Lab lab, ForumClient forum, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var post = await forum.PostAsync("nizhou", "philosophy", forum.NewRunId(), cancellationToken);
        var written = Since(TimeProvider.System.GetTimestamp());
        await Wait.UntilAsync(
            async () => (await forum.IdsAsync($"/v1/posts/{post}/comments", cancellationToken)).Count > 0,
            "a reply to be readable",
            Timeout,
            cancellationToken);
        return new LatencyProbe(
            written,
            Since(lab.Emulator.Operations.LastAt(Assignment) ?? started),
            Since(lab.Model.LastCalledAt),
            Since(TimeProvider.System.GetTimestamp()));

        double Since(long timestamp) => TimeProvider.System.GetElapsedTime(started, timestamp).TotalMilliseconds;
    }

    // Without polling for the reply, and without the transactions of timers.
    private static async Task<IReadOnlyDictionary<string, double>> CountAsync(
        Lab lab, ForumClient forum, int writes, CancellationToken cancellationToken)
    {
        await lab.QuietAsync(TimeSpan.FromSeconds(2), cancellationToken);
        var before = lab.Emulator.Operations.Read();
        for (var write = 1; write <= writes; write++)
        {
            await forum.PostAsync("nizhou", "philosophy", forum.NewRunId(), cancellationToken);
            // The event of the write, the assignment, and the event of the reply.
            var (events, assignments) = (2 * write, write);
            await Wait.UntilAsync(
                () => lab.Emulator.Operations.Since(before) is var now
                    && now.Completed(EventMessage.Queue) >= events
                    && now.Completed(AssignmentMessage.Queue) >= assignments,
                "a reply to be processed",
                Timeout,
                cancellationToken);
        }

        var counted = lab.Emulator.Operations.Since(before);
        return new OperationCounts(counted.ByKind
            .Where(entry => !entry.Key.IsPoll && entry.Key.Resource != "runtime" && entry.Key.Kind != "measure")
            .ToDictionary(entry => entry.Key, entry => entry.Value)).Per(writes)
            .Append(new("queue receive", 3))
            .ToDictionary();
    }
}
