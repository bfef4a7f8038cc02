using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;

namespace Zhiyu.Bench.Scenarios.Throughput;

/// <summary>
/// Posts that come as fast as their replies are written, each calling up to four agents: there is always something to
/// do, and never much.
/// </summary>
internal sealed class ThroughputScenario : IScenario
{
    private static readonly int[] Latencies = [0, 1_000];

    // Enough that nobody is ever idle, and few enough that messages don't pile up: the emulator slows down by them.
    private const int WaitingReplies = 100;
    private const int WaitingEvents = 50;
    private const int PostsAtOnce = 4;

    // Who may speak anywhere; the five agents of a new forum keep to their communities.
    private const int Guests = 5;

    private static readonly (string, string)[] Settings =
    [
        ("RUNTIME_MAX_PARALLEL", "16"), ("ALLOCATION_POST_QUOTA", "4"), ("ALLOCATION_MAX_CHAIN_DEPTH", "1"),
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
            Settings = Settings.ToDictionary(),
        };
    }

    private static async Task<ThroughputAtLatency> MeasureAsync(
        Plan plan, int latency, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken, onDisk: true);
        // Before and after, the better of which counts: other work on the machine must not flatter the share.
        var atLimit = new EmulatorLimit(lab.Emulator);
        var timeAtLimit = TimeSpan.FromSeconds(Math.Max(2, plan.Seconds / 6));
        var limit = await atLimit.MeasureAsync(timeAtLimit, cancellationToken);
        var (app, forum) = await lab.StartForumAsync(cancellationToken, Settings);
        await forum.AddGuestsAsync(Guests, cancellationToken);
        lab.Model.Latency = TimeSpan.FromMilliseconds(latency);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = lab.Emulator.Operations.Read();
        var posting = KeepPostingAsync(lab, forum, begun, over.Token);
        // Until it is as full as it will be.
        await Wait.ForAsync(TimeSpan.FromSeconds(Math.Min(10, plan.Seconds)), cancellationToken);
        lab.Model.Reset();
        var (before, appBefore, emulatorBefore) = (
            lab.Emulator.Operations.Read(), app.Process.ProcessorTime, lab.Emulator.ProcessorTime);
        var started = TimeProvider.System.GetTimestamp();
        await Wait.ForAsync(TimeSpan.FromSeconds(plan.Seconds), cancellationToken);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var counted = lab.Emulator.Operations.Since(before);
        var (appTime, emulatorTime) = (
            app.Process.ProcessorTime - appBefore, lab.Emulator.ProcessorTime - emulatorBefore);
        await over.CancelAsync();
        await posting;
        await lab.QuietAsync(TimeSpan.FromSeconds(2), cancellationToken);
        limit = Math.Max(limit, await atLimit.MeasureAsync(timeAtLimit, cancellationToken));

        var replies = Math.Max(1, counted.Completed(AssignmentMessage.Queue));
        return new ThroughputAtLatency(
            latency,
            Math.Round(replies / seconds, 1),
            Math.Round((double)counted.Total / replies, 1),
            Math.Round(counted.Total / seconds),
            Math.Round(limit),
            Math.Round(counted.Total / seconds / limit, 2),
            lab.Model.MostInFlight,
            Math.Round(appTime.TotalSeconds / seconds, 2),
            Math.Round(emulatorTime.TotalSeconds / seconds, 2),
            counted.Per(replies));
    }

    private static async Task KeepPostingAsync(
        Lab lab, ForumClient forum, OperationCounts begun, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var counts = lab.Emulator.Operations.Since(begun);
                if (Waiting(AssignmentMessage.Queue) < WaitingReplies && Waiting(EventMessage.Queue) < WaitingEvents)
                    await Task.WhenAll(Enumerable.Range(0, PostsAtOnce).Select(_ =>
                        forum.PostAsync("nizhou", "philosophy", forum.NewRunId(), cancellationToken)));
                else await Wait.ForAsync(TimeSpan.FromMilliseconds(20), cancellationToken);

                int Waiting(string queue) =>
                    counts.Of("queue", StorageOperation.Send, queue) - counts.Completed(queue);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }
}
