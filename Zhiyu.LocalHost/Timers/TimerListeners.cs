using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Timers;

/// <summary>All timers of the app.</summary>
internal sealed class TimerListeners(
    LocalHostPlan plan, FunctionInvoker invoker, FunctionSwitch functionSwitch, StopSignals stop, TimeProvider time,
    ILogger<TimerListeners> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(plan.Timers.Select(timer =>
            new TimerListener(timer, invoker, functionSwitch, stop, time, logger).RunAsync(stop.Receiving)));
}
