using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Archive;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "An export was aborted; its file is incomplete")]
    public static partial void ExportBroken(ILogger logger, Exception exception);
}
