using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Search;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The search index has {Documents} posts and comments, built in {Elapsed}.")]
    public static partial void IndexBuilt(ILogger logger, int documents, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The search index could not be opened; the next search tries again.")]
    public static partial void IndexNotOpened(ILogger logger, Exception fault);
}
