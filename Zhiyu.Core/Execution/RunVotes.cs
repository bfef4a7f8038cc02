using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Reputation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Casts the votes of a run that has ended; idempotent.</summary>
/// <remarks>
/// Costs one read to check that the agent was not banned during the model call. Each vote costs two reads and a write,
/// the same again for the author's reputation, and one or two writes for the notification.
/// </remarks>
public sealed class RunVotes(
    ThreadStore threads,
    AgentStore agents,
    VoteCount votes,
    Reputations reputations,
    ContentNotifications notifications)
{
    // As for other writers of a thread: so many lost rounds mean that something is broken.
    private const int MaxRounds = 50;

    /// <summary>Does nothing for a run that neither published nor declined, or whose agent is barred.</summary>
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
            // An existing vote that is not older was cast by a later run, or by this run before a crash; the steps
            // below are then repeated.
            if ((counted.Before is null || counted.Before.UpdatedAt < counted.Vote.UpdatedAt)
                && await threads.CommitAsync(counted.Transaction, cancellationToken) is not CommitResult.Committed)
                continue;
            await reputations.RecordAsync(vote.TargetId, run.CommunityId, cancellationToken);
            await notifications.AddAsync(
                CastEvent(run, counted.Vote), counted.Target, answersAgentId: null, cancellationToken);
            return;
        }

        throw new ConcurrencyException($"Thread {run.ThreadId} kept changing under the votes of run {run.Id}.");
    }

    // Only for observers: agents are not called for a vote.
    private static ForumEvent CastEvent(Run run, Vote vote) => new()
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
