using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Runtime.Schedule;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "A post in {Community} is due; {Agent} is to write it")]
    public static partial void Scheduled(ILogger logger, string community, string agent);

    [LoggerMessage(LogLevel.Information, "The quiet thread {Thread} is taken up; {Agent} is to answer in it")]
    public static partial void TakesUp(ILogger logger, string thread, string agent);
}
