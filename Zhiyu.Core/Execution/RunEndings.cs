using Microsoft.Extensions.Logging;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>What became of a run that was to end.</summary>
internal enum RunEnding
{
    Ended,

    /// <summary>It had its outcome already.</summary>
    EndedBefore,

    /// <summary>An executor has it at the moment: nothing was done.</summary>
    BeingExecuted,

    /// <summary>There is no reason to end it: nothing was done.</summary>
    GoesOn,

    Unknown,
}

/// <summary>Ends runs that no executor has, with what their attempts cost.</summary>
internal sealed class RunEndings(
    IThreadStore threads,
    RunSettlement accounts,
    FailedRuns failures,
    EndedRuns ended,
    RunMetrics measures,
    TimeProvider clock,
    ILogger<RunEndings> logger)
{
    /// <param name="reason">Why, from the run as it is; null where it is not to end.</param>
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
            var closed = await accounts.CloseAsync(run.Row, cancellationToken);
            var end = closed.End(status, why, clock.GetUtcNow());
            if (status == RunStatus.Failed) await failures.RecordAsync(end, cancellationToken);
            var transaction = new ThreadTransaction(end.ThreadId).Replace(run, end);
            if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed) continue;
            measures.Ended(end);
            Log.Ended(logger, end.Id, end.AgentId, end.Status, end.Reason);
            await accounts.SettleAsync(end, cancellationToken);
            return RunEnding.Ended;
        }

        return RunEnding.Unknown;
    }
}
