using Microsoft.Extensions.Logging;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>Logs the list of functions after the start.</summary>
internal static class StartupListing
{
    public static void Write(ILogger logger, LocalHostPlan plan, string? url)
    {
        foreach (var route in plan.Routes.All)
            Log.HttpFunction(logger, route.Function.Name, route.MethodsText, $"{url}/{route.Template}");
        foreach (var queue in plan.Queues) Log.QueueFunction(logger, queue.Function.Name, queue.QueueName);
        foreach (var timer in plan.Timers) Log.TimerFunction(logger, timer.Function.Name, timer.Schedule.Text);
    }
}
