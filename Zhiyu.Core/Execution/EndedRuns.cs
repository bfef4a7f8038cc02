using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>
/// What follows from a run's end: its accounts are settled, its event is told, its votes are cast. Whoever ended it may
/// have died before all was done; whoever receives its assignment again does it once more, which changes nothing where
/// it was.
/// </summary>
internal sealed class EndedRuns(RunSettlement accounts, RunEvents announcer, RunVotes votes)
{
    public async Task CompleteAsync(Run run, CancellationToken cancellationToken)
    {
        await accounts.SettleAsync(run, cancellationToken);
        await announcer.AnnounceAgainAsync(run, cancellationToken);
        await votes.CastAsync(run, cancellationToken);
    }
}
