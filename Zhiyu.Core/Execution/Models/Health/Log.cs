using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Execution.Models.Health;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The health of the models could not be stored for the other instances")]
    public static partial void HealthNotStored(ILogger logger, Exception exception);
}
