using System.Text.Json.Nodes;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Overload;

/// <summary>
/// Looks at an app every few seconds, as an admin's page does, and at its memory from outside, however long the app
/// takes to answer; and remembers.
/// </summary>
internal sealed class Watch(App app, ForumClient forum)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(1);

    private readonly List<(TimeSpan At, double Memory)> _memory = [];
    private readonly List<string> _levels = [];

    /// <summary>The level of degradation whenever it had changed.</summary>
    public IReadOnlyList<string> Levels => _levels;

    public OverloadLag Longest { get; private set; } = new(0, 0);

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        return Task.WhenAll(
            RepeatAsync(LookAsync, BetweenLooks, cancellationToken),
            RepeatAsync(
                () =>
                {
                    _memory.Add((TimeProvider.System.GetElapsedTime(started), app.Process.ResidentMebibytes));
                    return Task.CompletedTask;
                },
                BetweenSamples,
                cancellationToken));

        async Task LookAsync()
        {
            var stats = await forum.AdminReadAsync("/v1/admin/runtime/stats", cancellationToken);
            if (stats["degradation"]!.GetValue<string>() is var level && level != _levels.LastOrDefault())
                _levels.Add(level);
            Longest = new OverloadLag(
                Math.Max(Longest.Events, LagOf(stats, "events_ms")),
                Math.Max(Longest.Assignments, LagOf(stats, "assignments_ms")));
        }
    }

    /// <summary>The most between two times since it began; null where it was not looked at.</summary>
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
            // The time is over.
        }
    }

    private static long LagOf(JsonNode stats, string queue) => stats["lag"]?[queue]?.GetValue<long>() ?? 0;
}
