using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Retention;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Removed {Count} {What} after their retention time")]
    public static partial void Purged(ILogger logger, int count, string what);
}
