using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Allocation;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Event {EventId}: {Admission}, {Runs} agents called")]
    public static partial void Allocated(ILogger logger, string eventId, Admission admission, int runs);

    [LoggerMessage(LogLevel.Warning, "Event {EventId} was announced and never committed; its message is dropped")]
    public static partial void GuardDropped(ILogger logger, string eventId);
}
