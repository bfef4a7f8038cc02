using Microsoft.Extensions.Logging;

namespace Zhiyu.Functions.Web;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The page {Path} was sent without its content, because storage did not answer")]
    public static partial void PageUnfilled(ILogger logger, string path, Exception exception);
}
