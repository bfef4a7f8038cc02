using Microsoft.Extensions.Logging;

namespace Zhiyu.LocalHost.Timers;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Function} failed; it runs again when it is next due.")]
    public static partial void Failed(ILogger logger, Exception exception, string function);
}
