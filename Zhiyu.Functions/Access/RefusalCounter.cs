using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Functions.Access;

public enum RefusalKind
{
    ServiceToken,
    BearerToken,
    TooOften,
    SlowStream,
}

/// <summary>Counts every refused request in a metric, and logs the first ones of each kind per minute.</summary>
/// <remarks>Callers decide how many there are: a log line for each would hide other messages.</remarks>
public sealed class RefusalCounter(IMeterFactory meters, TimeProvider clock, ILogger<RefusalCounter> logger)
{
    public const int MostLines = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Counter<long> _refusals = meters.Forum().CreateCounter<long>(
        "zhiyu.http.refusals", "{request}", "Requests that were refused, by kind.");

    private readonly Lock _lock = new();
    private readonly Dictionary<RefusalKind, (DateTimeOffset Since, int Count)> _windows = [];

    /// <param name="kind">The kind of refusal.</param>
    /// <param name="write">Writes the log line; called only for the first ones of a minute.</param>
    public void Add(RefusalKind kind, Action<ILogger> write)
    {
        _refusals.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
        var (isLogged, unlogged) = Count(kind, clock.GetUtcNow());
        if (unlogged > 0) Log.RefusalsUnlogged(logger, unlogged, kind, Window);
        if (isLogged) write(logger);
    }

    private (bool IsLogged, int UnloggedBefore) Count(RefusalKind kind, DateTimeOffset now)
    {
        lock (_lock)
        {
            var (since, count) = _windows.GetValueOrDefault(kind);
            var isOver = now - since >= Window;
            _windows[kind] = isOver ? (now, 1) : (since, count + 1);
            return (isOver || count < MostLines, isOver ? Math.Max(0, count - MostLines) : 0);
        }
    }
}
