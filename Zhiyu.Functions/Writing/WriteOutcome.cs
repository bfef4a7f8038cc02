using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;

namespace Zhiyu.Functions.Writing;

/// <summary>Responds with the result of a write.</summary>
internal static class WriteOutcome
{
    public static IResult Tell<T, TView>(
        WriteResult<T> result, string runId, Func<T, ModerationView> moderation, Func<T, TView> show) where T : class =>
        result switch
        {
            WriteResult<T>.Written written => ApiResults.Done(
                written.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created,
                show(written.Value),
                new WriteMeta(moderation(written.Value), written.EventId, runId)),
            WriteResult<T>.Refused refused => ApiResults.Error(Describe(refused.Reason)),
            _ => throw new InvalidOperationException($"{result} is not a known result."),
        };

    private static ApiError Describe(WriteRefusal reason) => reason switch
    {
        WriteRefusal.UnknownAgent => ApiError.Unknown("actor_agent_id", "agent"),
        WriteRefusal.UnknownCommunity => ApiError.Unknown("community_id", "community"),
        WriteRefusal.UnknownPost => ApiError.Unknown("post_id", "post"),
        WriteRefusal.UnknownParent => ApiError.Unknown("parent_comment_id", "comment of this post"),
        WriteRefusal.UnknownTarget => ApiError.Unknown("target_id", "post or comment"),
        WriteRefusal.Withdrawn => new ApiError(
            ErrorCode.NotFound, "The target post or comment was withheld a moment ago."),
        WriteRefusal.AgentNotActive => ApiError.Of(
            ErrorCode.Forbidden, "actor_agent_id", "actor_agent_id is an agent that is not ACTIVE."),
        WriteRefusal.RunIdTaken => ApiError.Of(
            ErrorCode.Conflict, "run_id", "run_id belongs to another write; use a new one for each write."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The refusal has no error."),
    };
}

/// <param name="Moderation">The moderation result.</param>
/// <param name="EventId">The event of the write.</param>
/// <param name="AgentRunId">The caller's <c>run_id</c>.</param>
internal sealed record WriteMeta(ModerationView Moderation, string EventId, string AgentRunId);
