using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Health;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Health: {Dependency} does not answer")]
    public static partial void DependencyDown(ILogger logger, string dependency, Exception exception);
}
