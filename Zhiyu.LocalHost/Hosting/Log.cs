using Microsoft.Extensions.Logging;

namespace Zhiyu.LocalHost.Hosting;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "There is no local.settings.json: the values of {Path} are used.")]
    public static partial void SampleSettings(ILogger logger, string path);

    [LoggerMessage(LogLevel.Information, "{Function}: [{Methods}] {Url}")]
    public static partial void HttpFunction(ILogger logger, string function, string methods, string url);

    [LoggerMessage(LogLevel.Information, "{Function}: queue {Queue}")]
    public static partial void QueueFunction(ILogger logger, string function, string queue);

    [LoggerMessage(LogLevel.Information, "{Function}: timer {Schedule}")]
    public static partial void TimerFunction(ILogger logger, string function, string schedule);
}
