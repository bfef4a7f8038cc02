using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Events;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Event {EventId} is written and not told to those who look on; its message will be")]
    public static partial void NotPublished(ILogger logger, string eventId, Exception exception);
}
