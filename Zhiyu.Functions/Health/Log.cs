using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Health;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Health: {Dependency} is unavailable")]
    public static partial void DependencyDown(ILogger logger, string dependency, Exception exception);
}
