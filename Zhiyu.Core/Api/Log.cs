using Microsoft.Extensions.Logging;
using Zhiyu.Core.Api.Writing;

namespace Zhiyu.Core.Api;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed (trace {TraceId})")]
    public static partial void RequestFailed(
        ILogger logger, string method, string path, string traceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A write was refused: {Verdict}")]
    public static partial void TokenRefused(ILogger logger, TokenVerdict verdict);

    [LoggerMessage(LogLevel.Warning, "A person's call was refused: {Reason}")]
    public static partial void BearerRefused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "JWT_SECRET is not set: tokens are signed with this machine's own, {Path}")]
    public static partial void SecretKept(ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "JWT_SECRET is not set and {Path} can't be used: tokens end with this process")]
    public static partial void SecretNotKept(ILogger logger, string path, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Health: {Dependency} does not answer")]
    public static partial void DependencyDown(ILogger logger, string dependency, Exception exception);

    [LoggerMessage(LogLevel.Information, "A stream's client took nothing for {Patience} and was cut off")]
    public static partial void StreamTooSlow(ILogger logger, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "A stream ended early; its client resumes")]
    public static partial void StreamBroken(ILogger logger, Exception exception);
}
