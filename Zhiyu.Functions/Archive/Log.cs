using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Archive;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "An export was cut short; its file has no end")]
    public static partial void ExportBroken(ILogger logger, Exception exception);
}
