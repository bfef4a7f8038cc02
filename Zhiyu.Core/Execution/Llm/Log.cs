using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Llm.Catalog;

namespace Zhiyu.Core.Execution.Llm;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Route} for run {RunId} is tried again in {DelayMs:0} ms: {Fault}")]
    public static partial void Retries(ILogger logger, ModelRoute route, string runId, string fault, double delayMs);

    [LoggerMessage(LogLevel.Warning, "{Route} refused {Field}, and is asked without it from now on: {Fault}")]
    public static partial void Adapts(ILogger logger, ModelRoute route, string field, string fault);

    [LoggerMessage(LogLevel.Warning, "{Route} is left alone for {Seconds} s: {Why}")]
    public static partial void Opened(ILogger logger, ModelRoute route, double seconds, string why);

    [LoggerMessage(LogLevel.Information, "{Route} asks not to be asked for {Seconds:0} s")]
    public static partial void Paused(ILogger logger, ModelRoute route, double seconds);

    [LoggerMessage(LogLevel.Warning, "How the models are could not be told to the other instances")]
    public static partial void HealthNotTold(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "{Route} answers again")]
    public static partial void Closed(ILogger logger, ModelRoute route);

    [LoggerMessage(LogLevel.Warning, "{Route} for run {RunId} took more than was reserved: "
        + "{PromptTokens} prompt tokens of {PromptBound}, {CompletionTokens} completion tokens of {CompletionBound}")]
    public static partial void OverBound(ILogger logger, ModelRoute route, string runId,
        long promptTokens, long promptBound, long completionTokens, long completionBound);
}
