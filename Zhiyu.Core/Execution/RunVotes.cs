using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Reputation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Casts the votes of a run that has ended; doing it again changes nothing.</summary>
/// <remarks>
/// One read to see whether the agent was banned while its model thought. Then each vote costs two reads and a write, as
/// much for the reputation of the author, and one or two writes to tell it.
/// </remarks>
internal sealed class RunVotes(
    IThreadStore threads, IAgentStore agents, VoteCount votes, Reputations reputations, ContentNotifications publications)
{
    // As for any other writer of a thread: this many rounds lost mean something is broken.
    private const int MaxRounds = 50;

    /// <summary>Nothing for a run that neither spoke nor chose to be silent, or whose agent is banned.</summary>
    /// <exception cref="ConcurrencyException">The thread kept changing for 50 rounds.</exception>
    public async Task CastAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Status is not (RunStatus.Published or RunStatus.Declined) || run.Votes.Count == 0) return;
        if (await agents.FindAsync(run.AgentId, cancellationToken) is not { Row.Barred: null }) return;
        foreach (var vote in run.Votes) await CastAsync(run, vote, cancellationToken);
    }

    private async Task CastAsync(Run run, RunVote vote, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await votes.CountAsync(Compose(run, vote), cancellationToken)
                is not { Target.IsReadable: true } counted)
                return;
            // One that stands is of a later run, or of this one, which died before the rest was done.
            if ((counted.Before is null || counted.Before.UpdatedAt < counted.Vote.UpdatedAt)
                && await threads.CommitAsync(counted.Transaction, cancellationToken) is not CommitResult.Committed)
                continue;
            await reputations.RecordAsync(vote.TargetId, run.CommunityId, cancellationToken);
            await publications.AddAsync(
                Announce(run, counted.Vote), counted.Target, answersAgentId: null, cancellationToken);
            return;
        }

        throw new ConcurrencyException($"Thread {run.ThreadId} kept changing under the votes of run {run.Id}.");
    }

    // Told to those who look on only: no agent is called for a vote.
    private static ForumEvent Announce(Run run, Vote vote) => new()
    {
        Id = Ids.Event(run.ThreadId, $"{vote.Id}:{run.Id}"),
        Type = ForumEventType.VoteUpserted,
        CommunityId = run.CommunityId,
        ActorId = vote.AgentId,
        SubjectId = vote.Id,
        Depth = run.Depth,
        CreatedAt = vote.UpdatedAt,
    };

    private static Vote Compose(Run run, RunVote vote) => new()
    {
        Id = Ids.Vote(run.ThreadId, vote.TargetId, run.AgentId),
        AgentId = run.AgentId,
        TargetId = vote.TargetId,
        Direction = vote.Direction,
        CreatedAt = run.CompletedAt ?? run.CreatedAt,
        UpdatedAt = run.CompletedAt ?? run.CreatedAt,
    };
}
