using Microsoft.Extensions.Logging;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Run {RunId} of {AgentId}: {Status} {Reason}")]
    public static partial void Ended(ILogger logger, string runId, string agentId, RunStatus status, string? reason);

    [LoggerMessage(LogLevel.Information, "Run {RunId} waits for {Delay}: {Reason}")]
    public static partial void Deferred(ILogger logger, string runId, TimeSpan delay, string? reason);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} could not be released; it can be retried after its lease expires")]
    public static partial void NotReleased(ILogger logger, string runId, Exception exception);
}
