using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Forum.Publishing;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Warning,
        "Event {EventId} is written, but its observers are notified only when its guard message becomes visible")]
    public static partial void NotNotified(ILogger logger, string eventId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Event {EventId} was announced and never committed; its message is dropped")]
    public static partial void GuardDropped(ILogger logger, string eventId);
}
