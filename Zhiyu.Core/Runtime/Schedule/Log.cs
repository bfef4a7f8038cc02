using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Runtime.Schedule;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "A post in {Community} is due; {Agent} is to write it")]
    public static partial void Scheduled(ILogger logger, string community, string agent);
}
