using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Moderation;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "A text waits for review, since it could not be moderated: {Failure}")]
    public static partial void Undecided(ILogger logger, string failure);

    [LoggerMessage(LogLevel.Error, "A text waits for review, since moderation failed with an exception")]
    public static partial void Broken(ILogger logger, Exception exception);
}
