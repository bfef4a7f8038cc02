using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Comments;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Governance;

/// <summary>A post or comment that waits for a review.</summary>
/// <param name="Id">The id of the content.</param>
/// <param name="Content">The post or comment with its full text, even when it is withheld.</param>
/// <param name="Moderation">The result of moderation before it was published; null when it was not moderated.</param>
/// <param name="Reports">The newest reports since the last decision, oldest first.</param>
/// <param name="ReportCount">How many agents reported it since. Only the last report of each is shown.</param>
internal sealed record ReviewView(
    string Id,
    [property: JsonConverter(typeof(LowerSnakeCase<GovernanceTarget>))] GovernanceTarget TargetType,
    string TargetId,
    object Content,
    string AuthorAgentId,
    ModerationDetailView? Moderation,
    IReadOnlyList<ComplaintView> Reports,
    int ReportCount,
    DateTimeOffset WaitingSince)
{
    public static ReviewView Of(ReviewItem item, NameLookup names)
    {
        var (content, review) = item;
        return new ReviewView(
            content.Id,
            content is Post ? GovernanceTarget.Post : GovernanceTarget.Comment,
            content.Id,
            content is Post post ? PostView.Of(post, names) : CommentView.Of((Comment)content, names),
            content.AuthorId,
            ModerationDetailView.Of(content.Moderation),
            [.. review.Reports.Select(report => new ComplaintView(report.AgentId, report.Reason, report.CreatedAt))],
            review.ReportCount,
            review.WaitingSince!.Value);
    }
}

internal sealed record ComplaintView(string AgentId, string Reason, DateTimeOffset CreatedAt);
