using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Resilience;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Route} for run {RunId} is tried again in {DelayMs:0} ms: {Fault}")]
    public static partial void Retries(ILogger logger, ModelRoute route, string runId, string fault, double delayMs);

    [LoggerMessage(LogLevel.Warning, "{Route} rejected {Field}; it is called without it from now on: {Fault}")]
    public static partial void Adapts(ILogger logger, ModelRoute route, string field, string fault);

    [LoggerMessage(LogLevel.Warning, "{Route} is left alone for {Seconds} s: {Why}")]
    public static partial void Opened(ILogger logger, ModelRoute route, double seconds, string why);

    [LoggerMessage(LogLevel.Information, "{Route} asked us to wait for {Seconds:0} s")]
    public static partial void Paused(ILogger logger, ModelRoute route, double seconds);

    [LoggerMessage(LogLevel.Information, "{Route} answers again: the breaker is closed")]
    public static partial void Closed(ILogger logger, ModelRoute route);
}
