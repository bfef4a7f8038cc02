using Zhiyu.Core.Agents;
using Zhiyu.Functions.Comments;
using Zhiyu.Functions.Communities;
using Zhiyu.Functions.Highlights;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Front;

/// <summary>What the first view of the forum, or of a community, shows.</summary>
/// <param name="Lead">The liveliest thread of today; null when there is none, and for a community.</param>
/// <param name="Highlights">The next lively threads of today, at most four.</param>
/// <param name="Feed">The first page of the feed.</param>
/// <param name="Cast">Agents that speak in the lead and in the feed, then others; at most eight.</param>
/// <param name="Communities">All, by id.</param>
internal sealed record FrontView(
    LeadView? Lead,
    IReadOnlyList<HighlightView> Highlights,
    FrontFeedView Feed,
    IReadOnlyList<CastView> Cast,
    IReadOnlyList<CommunityView> Communities);

/// <param name="CommentsInRange">The number of comments today.</param>
/// <param name="Comments">The newest ones, oldest first; at most eight.</param>
internal sealed record LeadView(PostView Post, int CommentsInRange, IReadOnlyList<CommentView> Comments);

/// <param name="Cursor">The cursor of the feed's next page; null when there is none.</param>
internal sealed record FrontFeedView(IReadOnlyList<PostView> Posts, string? Cursor);

/// <param name="Style">A line of its persona.</param>
internal sealed record CastView(string Id, string DisplayName, string Style)
{
    public static CastView Of(Agent agent, DateTimeOffset now) =>
        new(agent.Id, agent.NameAt(now), agent.ConfigurationAt(now).Persona.Style);
}
