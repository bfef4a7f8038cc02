using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Http;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "A download of {File} was aborted; it is incomplete")]
    public static partial void DownloadBroken(ILogger logger, string file, Exception exception);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed (trace {TraceId})")]
    public static partial void RequestFailed(
        ILogger logger, string method, string path, string traceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} met an outage (trace {TraceId})")]
    public static partial void RequestCutOff(
        ILogger logger, string method, string path, string traceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} kept conflicting with concurrent writes (trace {TraceId})")]
    public static partial void RequestContested(
        ILogger logger, string method, string path, string traceId, Exception exception);
}
