using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Forum.Publishing;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Warning, "Event {EventId} is written, but those who look on are not told before its guard fires")]
    public static partial void NotPublished(ILogger logger, string eventId, Exception exception);
}
