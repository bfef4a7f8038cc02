using Microsoft.Extensions.Logging;

namespace Zhiyu.LocalHost.Http;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Function} failed; the answer is an empty 500.")]
    public static partial void Unhandled(ILogger logger, Exception exception, string function);
}
