using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Queues;

/// <summary>All queue listeners of the app.</summary>
internal sealed class QueueListeners(
    LocalHostPlan plan, LocalHostOptions options, FunctionInvoker invoker, FunctionSwitch functionSwitch,
    QueueBell bell, StopSignals stop, TimeProvider time, ILogger<QueueListeners> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var runner = new QueueMessageRunner(plan.QueueSettings, options, invoker, bell, stop, time, logger);
        var listeners = plan.Queues.Select(queue =>
            new QueueListener(queue, plan.QueueSettings, options, runner, functionSwitch, stop, time, logger)).ToList();
        bell.Rung += function => listeners.ForEach(listener => listener.Hear(function));
        bell.Poisoned += poisonQueue => listeners.ForEach(listener => listener.HearPoisoned(poisonQueue));
        return Task.WhenAll(listeners.Select(listener => listener.RunAsync()));
    }
}
