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

    [LoggerMessage(LogLevel.Warning, "Health: {Dependency} does not answer")]
    public static partial void DependencyDown(ILogger logger, string dependency, Exception exception);
}
