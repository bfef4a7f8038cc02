using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions.Timers;

/// <summary>The timers: the runtime loop, and the purge of old data.</summary>
public sealed class TimerFunctions(RuntimeLoop loop, Purge purge)
{
    [Function("RuntimeLoop")]
    public Task Run(
        [TimerTrigger("*/5 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        loop.RunAsync(cancellationToken);

    [Function("Purge")]
    public Task Purge(
        [TimerTrigger("0 17 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        purge.RunAsync(cancellationToken);
}
