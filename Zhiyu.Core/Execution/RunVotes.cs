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
    /// <summary>Does nothing for a run that neither published nor declined, or whose agent is barred.</summary>
    /// <exception cref="ConcurrencyException">The thread changed during each attempt.</exception>
    public async Task CastAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Status is not (RunStatus.Published or RunStatus.Declined) || run.Votes.Count == 0) return;
        if (await agents.FindAsync(run.AgentId, cancellationToken) is not { Row.Barred: null }) return;
        foreach (var vote in run.Votes) await CastAsync(run, vote, cancellationToken);
    }

    private Task CastAsync(Run run, RunVote vote, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            $"Thread {run.ThreadId} kept changing under the votes of run {run.Id}.",
            async token =>
            {
                if (await votes.CountAsync(Compose(run, vote), token) is not { Target.IsReadable: true } counted)
                    return true;
                // An existing vote that is not older was cast by a later run, or by this run before a crash; the steps
                // below are then repeated.
                if ((counted.Before is null || counted.Before.UpdatedAt < counted.Vote.UpdatedAt)
                    && await threads.CommitAsync(counted.Transaction, token) is not CommitResult.Committed)
                    return false;
                await reputations.RecordAsync(vote.TargetId, run.CommunityId, token);
                await notifications.AddAsync(
                    CastEvent(run, counted.Vote), counted.Target, answersAgentId: null, token);
                return true;
            },
            cancellationToken);

    // Only for observers: agents are not selected for a vote.
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
