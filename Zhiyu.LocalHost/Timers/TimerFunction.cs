using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Settings;

namespace Zhiyu.LocalHost.Timers;

/// <summary>A function with its timer schedule.</summary>
internal sealed record TimerFunction(LocalFunction Function, TimerSchedule Schedule, TimerTriggerAttribute Trigger)
{
    public static IReadOnlyList<TimerFunction> Resolve(
        IReadOnlyList<LocalFunction> functions, IConfiguration configuration, List<string> faults)
    {
        var resolved = new List<TimerFunction>();
        foreach (var function in functions)
        {
            if (function.Trigger is not TimerTriggerAttribute trigger) continue;
            faults.AddRange(Unbindable(function).Select(name =>
                $"Function '{function.Name}': parameter '{name}' can't be bound. A timer function takes TimerInfo, "
                + "FunctionContext and CancellationToken."));
            if (SettingNames.Resolve(trigger.Schedule, function.Name, configuration, faults) is not { } text) continue;
            if (TimerSchedule.TryParse(text) is { } schedule)
                resolved.Add(new TimerFunction(function, schedule, trigger));
            else
                faults.Add($"Function '{function.Name}': the schedule '{text}' is neither six NCRONTAB fields "
                    + "(second minute hour day month weekday) nor a time hh:mm:ss.");
        }

        return resolved;
    }

    private static IEnumerable<string> Unbindable(LocalFunction function) =>
        from parameter in function.Method.GetParameters()
        let type = parameter.ParameterType
        where type != typeof(TimerInfo) && type != typeof(FunctionContext) && type != typeof(CancellationToken)
        select parameter.Name;
}
