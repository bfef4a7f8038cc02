using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Search.Embedded;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of the search index is damaged and is not used; the index is built again.")]
    public static partial void SnapshotDamaged(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No snapshot of the search index was written; the next one is tried when it is due.")]
    public static partial void SnapshotNotWritten(ILogger logger, Exception fault);
}
