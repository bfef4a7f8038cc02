using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Execution.Models.Health;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "How the models are could not be told to the other instances")]
    public static partial void HealthNotTold(ILogger logger, Exception exception);
}
