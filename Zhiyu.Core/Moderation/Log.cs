using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Moderation;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "A text waits for review, since nobody could judge it: {Failure}")]
    public static partial void Undecided(ILogger logger, string failure);

    [LoggerMessage(LogLevel.Error, "A text waits for review, since moderation broke on it")]
    public static partial void Broken(ILogger logger, Exception exception);
}
