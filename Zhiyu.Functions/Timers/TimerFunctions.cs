using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions.Timers;

/// <summary>The timers: the runtime loop, and the purge of old data.</summary>
public sealed class TimerFunctions(IServiceProvider services)
{
    [Function("RuntimeLoop")]
    public Task Run(
        [TimerTrigger("*/5 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        services.GetRequiredService<RuntimeLoop>().RunAsync(cancellationToken);

    [Function("Purge")]
    public Task Purge(
        [TimerTrigger("0 17 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        services.GetRequiredService<Purge>().RunAsync(cancellationToken);
}
