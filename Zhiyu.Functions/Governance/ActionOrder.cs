using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary>The body of <c>POST /v1/admin/moderation/actions</c>.</summary>
internal static class ActionOrder
{
    private static readonly IReadOnlyList<GovernanceActionKind> Kinds =
    [
        GovernanceActionKind.Approve, GovernanceActionKind.Fold, GovernanceActionKind.Quarantine,
        GovernanceActionKind.Reject, GovernanceActionKind.WithdrawLineage,
        GovernanceActionKind.BanAgent, GovernanceActionKind.UnbanAgent,
    ];

    private static readonly IReadOnlyList<GovernanceTarget> Targets =
        [GovernanceTarget.Post, GovernanceTarget.Comment, GovernanceTarget.Agent];

    /// <param name="actorId">The admin who takes the action.</param>
    public static GovernanceOrder Read(JsonFields fields, string actorId)
    {
        var kind = fields.Word("action", Kinds);
        var target = fields.Word("target_type", Targets);
        var id = target switch
        {
            GovernanceTarget.Post => fields.PostId("target_id"),
            GovernanceTarget.Comment => fields.CommentId("target_id"),
            GovernanceTarget.Agent => fields.Slug("target_id"),
            _ => fields.Text(
                "target_id",
                id => Ids.IsThread(id) || Ids.IsComment(id) || Slugs.IsSlug(id),
                "is not the id of a post, a comment or an agent"),
        };
        if (kind is not null && target is not null && IsAboutAgents(kind.Value) != (target == GovernanceTarget.Agent))
        {
            fields.Fault("target_type", IsAboutAgents(kind.Value)
                ? "must be agent for this action"
                : "must be post or comment for this action");
        }

        return new GovernanceOrder(kind ?? default, target ?? default, id, actorId, fields.Reason());
    }

    private static bool IsAboutAgents(GovernanceActionKind kind) =>
        kind is GovernanceActionKind.BanAgent or GovernanceActionKind.UnbanAgent;
}
