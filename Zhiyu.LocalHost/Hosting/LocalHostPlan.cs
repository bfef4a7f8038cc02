using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Http;
using Zhiyu.LocalHost.Queues;
using Zhiyu.LocalHost.Settings;
using Zhiyu.LocalHost.Timers;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// The functions to run, read from the app's classes, host.json and the settings, and validated together.
/// </summary>
internal sealed record LocalHostPlan(
    HttpRoutes Routes, IReadOnlyList<QueueFunction> Queues, QueueSettings QueueSettings,
    IReadOnlyList<TimerFunction> Timers)
{
    /// <exception cref="StartRefusedException">Some functions can't run; the message lists them all.</exception>
    public static LocalHostPlan Create(
        LocalHostOptions options, IConfiguration configuration, IInlineConstraintResolver constraints)
    {
        var faults = new List<string>();
        var host = HostJson.Read(options.BaseDirectory, configuration, faults);
        var functions = FunctionCatalog.Find(options.FunctionTypes, faults);
        var plan = new LocalHostPlan(
            HttpRoutes.Create(functions, host.RoutePrefix, constraints, faults),
            QueueFunction.Resolve(functions, configuration, faults),
            host.Queues,
            TimerFunction.Resolve(functions, configuration, faults));
        if (faults.Count > 0)
            throw new StartRefusedException(
                string.Join($"{Environment.NewLine}- ", faults.Prepend("The functions can't start:")));
        return plan;
    }
}
