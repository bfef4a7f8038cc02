using System.Collections.ObjectModel;
using System.Globalization;
using Zhiyu.Bench.Audit;
using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Overload;

/// <summary>Writes that request ten times as many replies as executors can write, with concurrent readers.</summary>
internal sealed class OverloadScenario : IScenario
{
    private const int Executors = 1;
    private const int WritesPerSecond = 10;
    private const int ReadsPerSecond = 20;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(15);

    private static readonly (string, string)[] Settings =
    [
        ("ALLOCATION_POST_QUOTA", "1"), ("ALLOCATION_MAX_CHAIN_DEPTH", "1"),
        ("RUNTIME_MAX_PARALLEL", Executors.ToString(CultureInfo.InvariantCulture)),
    ];

    public string Name => "overload";

    public string Description => "Ten times the writes that can be answered, and what readers feel of it.";

    // After two minutes of writes, the last one waits for 108 seconds, and degradation starts at 120.
    public Extent Standard { get; } = new(Runs: 0, Seconds: 180);

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken, onDisk: true);
        lab.Model.Latency = TimeSpan.FromSeconds(1);
        var (app, forum) = await lab.StartForumAsync(cancellationToken, Settings);
        var half = TimeSpan.FromSeconds(plan.Seconds / 2.0);

        await ReadAsync(forum, TimeSpan.FromSeconds(5), cancellationToken);
        var idle = await ReadAsync(forum, half / 2, cancellationToken);
        var idleMemory = app.Process.ResidentMebibytes;
        Plan.Say($"p99 of reads, idle: {idle:0} ms");

        var (watch, writes) = (new Watch(app, forum), new AcknowledgedWrites());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = watch.RunAsync(over.Token);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(half * 2);
        var writing = new SteadyWriter(() => forum, writes, plan.Another())
            .RunAsync(WritesPerSecond, shareOfPosts: 1, enough.Token, cancellationToken);
        var overloaded = await ReadAsync(forum, half * 2, cancellationToken);
        await writing;
        Plan.Say($"p99 of reads, overloaded: {overloaded:0} ms; waiting until all messages are processed");

        // The platform would have added instances by now. Here the model gets faster and a second app helps.
        var ended = TimeProvider.System.GetTimestamp();
        lab.Model.Latency = TimeSpan.Zero;
        await lab.StartAppAsync(cancellationToken, [.. Settings, ("RUNTIME_MAX_PARALLEL", "16")]);
        await new Backlog(lab.Emulator.ConnectionString).UntilEmptyAsync(DrainLimit, cancellationToken);
        var recovered = TimeProvider.System.GetElapsedTime(ended);
        await Wait.ForAsync(TimeSpan.FromSeconds(12), cancellationToken);
        await over.CancelAsync();
        await watching;

        var audit = ForumAudit.Of(
            writes,
            await ForumRows.ReadAsync(lab.Emulator.ConnectionString, cancellationToken),
            ReadOnlyDictionary<string, long>.Empty,
            lab.Model.TokensCharged);
        return new OverloadReport(
            writes.ContentOf.Count,
            Math.Round((double)writes.ContentOf.Count / (plan.Seconds * Executors), 1),
            new ReadTimes(Math.Round(idle, 1), Math.Round(overloaded, 1)),
            new OverloadMemory(
                Math.Round(idleMemory),
                Rounded(watch.MostMemory(TimeSpan.Zero, half)),
                Rounded(watch.MostMemory(half, half * 2))),
            watch.Levels,
            watch.Longest,
            Math.Round(recovered.TotalSeconds),
            audit.Lost.Count,
            audit.Duplicated.Count,
            audit.OverBudget.Count,
            [.. audit.Lost.Concat(audit.Duplicated).Concat(audit.OverBudget).Take(20)])
        {
            Repetitions = 1,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(Settings),
        };
    }

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known) : null;

    // Open-loop load: sends requests at a constant rate, whether or not earlier ones have completed.
    private static async Task<double> ReadAsync(
        ForumClient forum, TimeSpan time, CancellationToken cancellationToken)
    {
        var reads = new List<Task<double>>();
        var started = TimeProvider.System.GetTimestamp();
        for (var number = 0; TimeProvider.System.GetElapsedTime(started) < time; number++)
        {
            reads.Add(OneAsync());
            var next = TimeSpan.FromSeconds((number + 1.0) / ReadsPerSecond)
                - TimeProvider.System.GetElapsedTime(started);
            if (next > TimeSpan.Zero) await Wait.ForAsync(next, cancellationToken);
        }

        return (await Task.WhenAll(reads)).Percentile(0.99);

        async Task<double> OneAsync()
        {
            var from = TimeProvider.System.GetTimestamp();
            await forum.ReadAsync("/v1/feed", cancellationToken);
            return TimeProvider.System.GetElapsedTime(from).TotalMilliseconds;
        }
    }
}
