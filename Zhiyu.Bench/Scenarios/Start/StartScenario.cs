using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Start;

/// <summary>The startup time of a process and its memory.</summary>
internal sealed class StartScenario : IScenario
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public string Name => "start";

    public string Description => "From the process's start to its first 200, and its memory.";

    public Extent Standard { get; } = new(Runs: 5, Seconds: 20);

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var (cold, warm, idle, load) = (
            new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < plan.Runs; run++)
        {
            await using var lab = await Lab.OpenAsync(plan, cancellationToken);
            cold.Add(await FirstOkAsync(lab, async app =>
            {
                await lab.ClientOf(app).SeedAsync(cancellationToken);
                await lab.QuietAsync(TimeSpan.FromSeconds(3), cancellationToken);
            }));
            warm.Add(await FirstOkAsync(lab, async app =>
            {
                await Wait.ForAsync(Idle, cancellationToken);
                idle.Add(app.Process.ResidentMebibytes);
                load.Add(await LoadAsync(app, lab.ClientOf(app), plan, cancellationToken));
            }));
            Plan.Say($"run {run + 1}: {warm[^1]:0} ms warm, {cold[^1]:0} ms cold, {idle[^1]:0} MiB idle");
        }

        return new StartReport(
            new FirstOk(Math.Round(warm.Median()), Math.Round(cold.Median())),
            new Resident(Math.Round(idle.Median(), 1), Math.Round(load.Median(), 1)))
        {
            Repetitions = plan.Runs,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(),
        };

        async Task<double> FirstOkAsync(Lab lab, Func<App, Task> then)
        {
            var started = TimeProvider.System.GetTimestamp();
            await using var app = await lab.StartAppAsync(cancellationToken);
            var taken = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            await then(app);
            return taken;
        }
    }

    // The maximum memory, sampled between the calls.
    private static async Task<double> LoadAsync(
        App app, ForumClient forum, Plan plan, CancellationToken cancellationToken)
    {
        var most = 0.0;
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started).TotalSeconds < plan.Seconds)
        {
            var writes = Enumerable.Range(0, 2).Select(Task (_) =>
                forum.PostAsync("nizhou", "philosophy", forum.NewRunId(), cancellationToken));
            var reads = Enumerable.Range(0, 14).Select(Task (_) => forum.ReadAsync("/v1/feed", cancellationToken));
            await Task.WhenAll(writes.Concat(reads));
            most = Math.Max(most, app.Process.ResidentMebibytes);
        }

        return most;
    }
}
