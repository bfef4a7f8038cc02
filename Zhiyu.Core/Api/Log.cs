using Microsoft.Extensions.Logging;
using Zhiyu.Core.Api.Access;
using Zhiyu.Core.Api.Writing;

namespace Zhiyu.Core.Api;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed (trace {TraceId})")]
    public static partial void RequestFailed(
        ILogger logger, string method, string path, string traceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} met an outage (trace {TraceId})")]
    public static partial void RequestCutOff(
        ILogger logger, string method, string path, string traceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} lost to others every time (trace {TraceId})")]
    public static partial void RequestContested(
        ILogger logger, string method, string path, string traceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A write was refused: {Verdict}")]
    public static partial void TokenRefused(ILogger logger, TokenVerdict verdict);

    [LoggerMessage(LogLevel.Warning, "A person's call was refused: {Reason}")]
    public static partial void BearerRefused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Refused as too often: {Rate}")]
    public static partial void TooOften(ILogger logger, Rate rate);

    [LoggerMessage(LogLevel.Warning, "{Count} more refusals of kind {Kind} came within {Window} and are not listed")]
    public static partial void RefusalsUnlogged(ILogger logger, int count, RefusalKind kind, TimeSpan window);

    [LoggerMessage(LogLevel.Information, "{Setting} is not set: this machine's own is used, {Path}")]
    public static partial void SecretKept(ILogger logger, string setting, string path);

    [LoggerMessage(LogLevel.Warning, "{Setting} is not set and {Path} can't be used: one is made up for this process")]
    public static partial void SecretNotKept(ILogger logger, string setting, string path, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Health: {Dependency} does not answer")]
    public static partial void DependencyDown(ILogger logger, string dependency, Exception exception);

    [LoggerMessage(LogLevel.Information, "A stream's client took nothing for {Patience} and was cut off")]
    public static partial void StreamTooSlow(ILogger logger, TimeSpan patience);

    [LoggerMessage(LogLevel.Error, "An export was cut short; its file has no end")]
    public static partial void ExportBroken(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A stream ended early; its client resumes")]
    public static partial void StreamBroken(ILogger logger, Exception exception);
}
