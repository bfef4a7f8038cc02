using System.Text.Json.Nodes;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Overload;

/// <summary>Looks at an app every few seconds, as an admin's page does, and remembers.</summary>
internal sealed class Watch(App app, ForumClient forum)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly List<(TimeSpan At, double Memory)> _memory = [];
    private readonly List<string> _levels = [];

    /// <summary>The level of degradation whenever it had changed.</summary>
    public IReadOnlyList<string> Levels => _levels;

    public OverloadLag Longest { get; private set; } = new(0, 0);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                var stats = await forum.AdminReadAsync("/v1/admin/runtime/stats", cancellationToken);
                if (stats["degradation"]!.GetValue<string>() is var level && level != _levels.LastOrDefault())
                    _levels.Add(level);
                Longest = new OverloadLag(
                    Math.Max(Longest.Events, LagOf(stats, "events_ms")),
                    Math.Max(Longest.Assignments, LagOf(stats, "assignments_ms")));
                _memory.Add((TimeProvider.System.GetElapsedTime(started), app.Process.ResidentMebibytes));
                await Wait.ForAsync(BetweenLooks, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }

    /// <summary>The most between two times since it began.</summary>
    public double MostMemory(TimeSpan from, TimeSpan to) =>
        _memory.Where(each => each.At >= from && each.At < to).Select(each => each.Memory).DefaultIfEmpty().Max();

    private static long LagOf(JsonNode stats, string queue) => stats["lag"]?[queue]?.GetValue<long>() ?? 0;
}
