using System.Globalization;
using Zhiyu.Bench.Audit;
using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Scenarios.Throughput;

/// <summary>
/// Posts arrive as fast as their replies are written, each calling up to four agents, so that there is always work but
/// no long queue.
/// </summary>
internal sealed class ThroughputScenario : IScenario
{
    private static readonly int[] Latencies = [0, 1_000];

    // Enough that no executor is idle, and few enough that the emulator is not slowed down by long queues.
    private const int MaxQueuedReplies = 100;
    private const int MaxQueuedEvents = 50;
    private const int PostsAtOnce = 4;

    // The concurrent model calls of one app.
    private const int MaxParallel = 16;

    // With more unpublished runs, the measurement would not be of a working forum.
    private const double MaxUnpublishedShare = 0.01;

    // Agents that may speak anywhere; the five sample agents stay in their communities.
    private const int Guests = 5;

    private static readonly (string, string)[] Settings =
    [
        ("RUNTIME_MAX_PARALLEL", MaxParallel.ToString(CultureInfo.InvariantCulture)), ("ALLOCATION_POST_QUOTA", "4"),
        ("ALLOCATION_MAX_CHAIN_DEPTH", "1"),
    ];

    public string Name => "throughput";

    public string Description => "Replies a second, sustained, and how much of the emulator's own limit that is.";

    public Extent Standard { get; } = new(Runs: 5, Seconds: 60);

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var found = new List<ThroughputAtLatency>();
        foreach (var latency in Latencies)
        {
            var runs = new List<ThroughputAtLatency>();
            while (runs.Count < plan.Runs)
            {
                runs.Add(await MeasureAsync(plan, latency, cancellationToken));
                Plan.Say($"{latency} ms: {runs[^1].RunsPerS:0.0} replies/s, share {runs[^1].ShareOfLimit:0.00}");
            }

            found.Add(runs.OrderBy(run => run.RunsPerS).ElementAt(runs.Count / 2));
        }

        return new ThroughputReport(found)
        {
            Repetitions = plan.Runs,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(Settings),
        };
    }

    private static async Task<ThroughputAtLatency> MeasureAsync(
        Plan plan, int latency, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken, onDisk: true);
        // Measured before and after; the higher result counts, so that other work on the machine can't improve the
        // share.
        var atLimit = new EmulatorLimit(lab.Emulator);
        var timeAtLimit = TimeSpan.FromSeconds(Math.Max(2, plan.Seconds / 6));
        var limit = await atLimit.MeasureAsync(timeAtLimit, cancellationToken);
        var (app, forum) = await lab.StartForumAsync(cancellationToken, Settings);
        await forum.AddGuestsAsync(Guests, cancellationToken);
        lab.Model.Latency = TimeSpan.FromMilliseconds(latency);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = lab.Emulator.Operations.Read();
        var posting = KeepPostingAsync(lab, forum, begun, over.Token);
        // Waits until the queues have filled.
        await Wait.ForAsync(TimeSpan.FromSeconds(Math.Min(10, plan.Seconds)), cancellationToken);
        lab.Model.Reset();
        var (before, appBefore, emulatorBefore) = (
            lab.Emulator.Operations.Read(), app.Process.ProcessorTime, lab.Emulator.ProcessorTime);
        // Uses wall-clock time, because runs have wall-clock timestamps.
        var from = TimeProvider.System.GetUtcNow();
        await Wait.ForAsync(TimeSpan.FromSeconds(plan.Seconds), cancellationToken);
        var to = TimeProvider.System.GetUtcNow();
        var counted = lab.Emulator.Operations.Since(before);
        var (appTime, emulatorTime) = (
            app.Process.ProcessorTime - appBefore, lab.Emulator.ProcessorTime - emulatorBefore);
        await over.CancelAsync();
        await posting;
        await lab.QuietAsync(TimeSpan.FromSeconds(2), cancellationToken);
        limit = Math.Max(limit, await atLimit.MeasureAsync(timeAtLimit, cancellationToken));

        var replies = await RepliesAsync(lab, from, to, cancellationToken);
        var (perSecond, ops) = (replies / (to - from).TotalSeconds, counted.WithoutPolls / (to - from).TotalSeconds);
        return new ThroughputAtLatency(
            latency,
            Math.Round(perSecond, 1),
            Math.Round((double)counted.WithoutPolls / replies, 1),
            Math.Round(ops),
            Math.Round(limit),
            Math.Round(ops / limit, 2),
            latency == 0 ? null : Math.Round(perSecond * latency / 1_000 / MaxParallel, 2),
            lab.Model.MostInFlight,
            Math.Round(appTime / (to - from), 2),
            Math.Round(emulatorTime / (to - from), 2),
            counted.Per(replies));
    }

    // The runs that ended in the period; nearly all must be published.
    private static async Task<int> RepliesAsync(
        Lab lab, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var rows = await ForumRows.ReadAsync(lab.Emulator.ConnectionString, cancellationToken);
        var ended = rows.Runs.Where(run => run.CompletedAt >= from && run.CompletedAt < to).ToList();
        var unpublished = ended.Where(run => run.Status != RunStatus.Published).ToList();
        if (ended.Count == 0) throw new BenchException("Not one run ended in the time; give it more --seconds.");
        return unpublished.Count <= ended.Count * MaxUnpublishedShare
            ? ended.Count - unpublished.Count
            : throw new BenchException(
                $"{unpublished.Count} of {ended.Count} runs were not published, one of them {unpublished[0].Status}: "
                + unpublished[0].Reason);
    }

    private static async Task KeepPostingAsync(
        Lab lab, ForumClient forum, OperationCounts begun, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var counts = lab.Emulator.Operations.Since(begun);
                if (QueuedIn(AssignmentMessage.Queue) < MaxQueuedReplies
                    && QueuedIn(EventMessage.Queue) < MaxQueuedEvents)
                    await Task.WhenAll(Enumerable.Range(0, PostsAtOnce).Select(_ =>
                        forum.PostAsync("nizhou", "philosophy", forum.NewRunId(), cancellationToken)));
                else await Wait.ForAsync(TimeSpan.FromMilliseconds(20), cancellationToken);

                int QueuedIn(string queue) =>
                    counts.Of("queue", StorageOperation.Send, queue) - counts.Completed(queue);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The measurement has ended.
        }
    }
}
