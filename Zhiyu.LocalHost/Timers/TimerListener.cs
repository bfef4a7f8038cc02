using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Timers;

/// <summary>Runs one timer function when it is due. The next run is scheduled when the last one has ended.</summary>
internal sealed class TimerListener(
    TimerFunction timer, FunctionInvoker invoker, FunctionSwitch functionSwitch, StopSignals stop, TimeProvider time,
    ILogger logger)
{
    // .NET timers can't wait for months, so a long wait is split.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    private DateTime _last;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken receiving)
    {
        try
        {
            if (timer.Trigger.RunOnStartup) await RunOnceAsync(Now, isPastDue: false);
            while (true)
            {
                var due = timer.Schedule.Next(Now);
                // Reads the clock once per check, because a second read could make the delay negative.
                while (due - Now is { Ticks: > 0 } wait) await Task.Delay(Shorter(wait, MaxDelay), time, receiving);
                // The run is late when another one was due in the meantime, for example while the machine slept.
                await RunOnceAsync(due, isPastDue: timer.Schedule.Next(due) <= Now);
            }
        }
        catch (OperationCanceledException) when (receiving.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task RunOnceAsync(DateTime due, bool isPastDue)
    {
        if (functionSwitch.IsOff(timer.Function)) return;
        var info = new TimerInfo { ScheduleStatus = Status(due), IsPastDue = isPastDue };
        _last = due;
        try
        {
            await invoker.InvokeAsync(
                timer.Function, parameter => parameter.ParameterType == typeof(TimerInfo) ? info : null, stop.Functions)
                .WaitAsync(stop.Over);
        }
        catch (OperationCanceledException) when (stop.Functions.IsCancellationRequested)
        {
            // The function was cancelled by the shutdown.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, timer.Function.Name);
        }
    }

    private ScheduleStatus? Status(DateTime due) =>
        !timer.Trigger.UseMonitor || timer.Schedule.IsShort(due)
            ? null
            : new ScheduleStatus { Last = _last, Next = timer.Schedule.Next(due), LastUpdated = _last };
}
