using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Accounting;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Route} for run {RunId} used more than was reserved: "
        + "{PromptTokens} prompt tokens of {PromptBound}, {CompletionTokens} completion tokens of {CompletionBound}")]
    public static partial void OverBound(ILogger logger, ModelRoute route, string runId,
        long promptTokens, long promptBound, long completionTokens, long completionBound);
}
