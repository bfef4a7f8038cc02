using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Does the work that follows a run's end: settles its cost, sends its event, casts its votes. Each step is idempotent,
/// because a process may crash in between and the assignment is then delivered again.
/// </summary>
public sealed class EndedRuns(RunSettlement settlement, RunEvents events, RunVotes votes)
{
    public async Task CompleteAsync(Run run, CancellationToken cancellationToken)
    {
        await settlement.SettleAsync(run, cancellationToken);
        await events.AnnounceAgainAsync(run, cancellationToken);
        await votes.CastAsync(run, cancellationToken);
    }
}
