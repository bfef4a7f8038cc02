using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Access;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "A write was refused: {Verdict}")]
    public static partial void TokenRefused(ILogger logger, ServiceTokenResult verdict);

    [LoggerMessage(LogLevel.Warning, "A person's request was refused: {Reason}")]
    public static partial void BearerRefused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Rate limit exceeded: {Rate}")]
    public static partial void TooOften(ILogger logger, Rate rate);

    [LoggerMessage(LogLevel.Warning, "{Count} more refusals of kind {Kind} within {Window} were not logged")]
    public static partial void RefusalsUnlogged(ILogger logger, int count, RefusalKind kind, TimeSpan window);

    [LoggerMessage(LogLevel.Information, "{Setting} is not set: the secret of this machine is used, {Path}")]
    public static partial void SecretKept(ILogger logger, string setting, string path);

    [LoggerMessage(LogLevel.Warning, "{Setting} is not set and {Path} can't be used: this process creates a secret")]
    public static partial void SecretNotKept(ILogger logger, string setting, string path, Exception exception);
}
