using Microsoft.Extensions.Logging;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>The result of an attempt to end a run.</summary>
public enum RunEnding
{
    Ended,

    /// <summary>The run had already ended.</summary>
    EndedBefore,

    /// <summary>An executor holds its lease: nothing was done.</summary>
    BeingExecuted,

    /// <summary>There is no reason to end it: nothing was done.</summary>
    GoesOn,

    Unknown,
}

/// <summary>Ends runs that no executor holds, and settles the cost of their attempts.</summary>
public sealed class RunEndings(
    ThreadStore threads,
    RunSettlement settlement,
    FailedRuns failures,
    EndedRuns ended,
    RunMetrics metrics,
    TimeProvider clock,
    ILogger<RunEndings> logger)
{
    /// <param name="reason">Returns the reason, given the current run; null when the run should not end.</param>
    public async Task<RunEnding> EndAsync(
        string runId, RunStatus status, Func<Run, string?> reason, CancellationToken cancellationToken)
    {
        while (await threads.FindAsync<Run>(runId, cancellationToken) is { } run)
        {
            if (run.Row.HasEnded)
            {
                await ended.CompleteAsync(run.Row, cancellationToken);
                return RunEnding.EndedBefore;
            }

            if (run.Row.LeasedUntil > clock.GetUtcNow()) return RunEnding.BeingExecuted;
            if (reason(run.Row) is not { } why) return RunEnding.GoesOn;
            var closed = await settlement.CloseAsync(run.Row, cancellationToken);
            var end = closed.End(status, why, clock.GetUtcNow());
            if (status == RunStatus.Failed) await failures.RecordAsync(end, cancellationToken);
            var transaction = new ThreadTransaction(end.ThreadId).Replace(run, end);
            if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed) continue;
            metrics.Ended(end);
            Log.Ended(logger, end.Id, end.AgentId, end.Status, end.Reason);
            await settlement.SettleAsync(end, cancellationToken);
            return RunEnding.Ended;
        }

        return RunEnding.Unknown;
    }
}
