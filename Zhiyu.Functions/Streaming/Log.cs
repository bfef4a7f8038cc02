using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Streaming;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "A stream's client read nothing for {Patience} and was disconnected")]
    public static partial void StreamTooSlow(ILogger logger, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "A stream ended early; its client resumes")]
    public static partial void StreamBroken(ILogger logger, Exception exception);
}
