using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Allocation;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Event {EventId}: {Admission}, {Runs} agents selected")]
    public static partial void Allocated(ILogger logger, string eventId, Admission admission, int runs);
}
