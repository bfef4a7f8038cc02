using System.Text.Json.Nodes;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Overload;

/// <summary>
/// Samples an app's statistics every few seconds, as the admin page does, and its memory from outside, even if the app
/// answers slowly.
/// </summary>
internal sealed class Watch(App app, ForumClient forum)
{
    private static readonly TimeSpan StatsInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MemoryInterval = TimeSpan.FromSeconds(1);

    private readonly List<(TimeSpan At, double Memory)> _memory = [];
    private readonly List<string> _levels = [];

    /// <summary>The degradation levels, one entry per change.</summary>
    public IReadOnlyList<string> Levels => _levels;

    public OverloadLag Longest { get; private set; } = new(0, 0);

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        return Task.WhenAll(
            RepeatAsync(SampleStatsAsync, StatsInterval, cancellationToken),
            RepeatAsync(
                () =>
                {
                    _memory.Add((TimeProvider.System.GetElapsedTime(started), app.Process.ResidentMebibytes));
                    return Task.CompletedTask;
                },
                MemoryInterval,
                cancellationToken));

        async Task SampleStatsAsync()
        {
            var stats = await forum.AdminReadAsync("/v1/admin/runtime/stats", cancellationToken);
            if (stats["degradation"]!.GetValue<string>() is var level && level != _levels.LastOrDefault())
                _levels.Add(level);
            Longest = new OverloadLag(
                Math.Max(Longest.Events, LagOf(stats, "events_ms")),
                Math.Max(Longest.Assignments, LagOf(stats, "assignments_ms")));
        }
    }

    /// <summary>The maximum memory between two times; null when there are no samples.</summary>
    public double? MostMemory(TimeSpan from, TimeSpan to) =>
        _memory.Where(each => each.At >= from && each.At < to).Max(each => (double?)each.Memory);

    private static async Task RepeatAsync(Func<Task> work, TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await work();
                await Wait.ForAsync(pause, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The measurement has ended.
        }
    }

    private static long LagOf(JsonNode stats, string queue) => stats["lag"]?[queue]?.GetValue<long>() ?? 0;
}
