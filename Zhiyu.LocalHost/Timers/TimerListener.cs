using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Timers;

/// <summary>Runs one timer's function when it is due; the next run is planned when the last one has ended.</summary>
internal sealed class TimerListener(
    TimerFunction timer, FunctionInvoker invoker, FunctionSwitch functionSwitch, StopSignals stop, TimeProvider time,
    ILogger logger)
{
    // A timer of the runtime can't wait for months; a rare schedule waits in steps.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

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
                // One look at the clock: by a second one it may be past due, and nobody can wait for less than nothing.
                while (due - Now is { Ticks: > 0 } wait) await Task.Delay(Shorter(wait, LongestWait), time, receiving);
                // The machine slept through at least one more: that is late, not on time.
                await RunOnceAsync(due, isPastDue: timer.Schedule.Next(due) <= Now);
            }
        }
        catch (OperationCanceledException) when (receiving.IsCancellationRequested)
        {
            // The host stops.
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
            // Told to end, and did.
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
