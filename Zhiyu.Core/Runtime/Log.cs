using Microsoft.Extensions.Logging;
using Zhiyu.Core.Allocation;

namespace Zhiyu.Core.Runtime;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Warning,
        "Degradation is {Level} from now on: the oldest event has waited {EventLagMs} ms, "
        + "the oldest assignment {AssignmentLagMs} ms")]
    public static partial void Degraded(ILogger logger, Degradation level, long eventLagMs, long assignmentLagMs);

    [LoggerMessage(
        LogLevel.Debug,
        "{Events} events are queued, the first for {EventLagMs} ms; "
        + "{Assignments} assignments, the first for {AssignmentLagMs} ms")]
    public static partial void Beat(
        ILogger logger, int events, long eventLagMs, int assignments, long assignmentLagMs);

    [LoggerMessage(
        LogLevel.Information,
        "A message of queue {Queue} was delivered {Deliveries} times without a result: it is sent again")]
    public static partial void SentAgain(ILogger logger, string queue, int deliveries);

    [LoggerMessage(LogLevel.Error, "Event {EventId} could not be decided, failure {Failures}")]
    public static partial void EventFailed(ILogger logger, string eventId, int failures, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Event {EventId} met an outage and is retried later")]
    public static partial void EventWaits(ILogger logger, string eventId, Exception exception);

    [LoggerMessage(LogLevel.Error, "The post of run {Run} was not written; its assignment is still in the queue")]
    public static partial void PostNotWritten(ILogger logger, string run, Exception exception);

    [LoggerMessage(LogLevel.Error, "A message of queue {Queue} failed for good and is on record")]
    public static partial void Poisoned(ILogger logger, string queue);

    [LoggerMessage(
        LogLevel.Warning,
        "{Count} messages are in the poison queues, and nothing processes them")]
    public static partial void PoisonStands(ILogger logger, int count);

    [LoggerMessage(
        LogLevel.Warning,
        "A round of the runtime loop is cut short after {IntervalMs} ms; the next round does the remaining work")]
    public static partial void CutShort(ILogger logger, double intervalMs);

    [LoggerMessage(LogLevel.Warning, "A round of the runtime loop has measured nothing in {IntervalMs} ms")]
    public static partial void NotMeasured(ILogger logger, double intervalMs);

    [LoggerMessage(LogLevel.Warning, "No LLM_PROVIDER is set: events stay queued until there is one")]
    public static partial void NoModel(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "RUNTIME_ENABLED is false: events stay queued until the runtime is switched on")]
    public static partial void Off(ILogger logger);

    [LoggerMessage(LogLevel.Error, "A message of queue {Queue} was not processed; it becomes visible again by itself")]
    public static partial void LeftOnQueue(ILogger logger, string queue, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Webhooks could not be told that a model is down; it is tried again")]
    public static partial void OutageNotTold(ILogger logger, Exception fault);
}
