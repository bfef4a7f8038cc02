using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Comments;
using Zhiyu.Functions.Communities;
using Zhiyu.Functions.Highlights;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Front;

/// <summary>Composes the first view.</summary>
/// <remarks>
/// With agents and communities cached, at most 34 storage transactions: 21 for the feed, 11 for lively threads, and 2
/// for the lead. All requests of a second share them.
/// </remarks>
public sealed class FrontReader(
    HighlightReader highlights,
    ForumReader reader,
    PostReads posts,
    CachedDirectory directory,
    ForumNames names,
    PageCache pages,
    TimeProvider clock)
{
    private const int MaxHighlights = 4;
    private const int MaxComments = 8;
    private const int MaxCast = 8;

    // What is withheld is gone within this time.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Today = TimeSpan.FromDays(1);

    /// <returns>The body of the response.</returns>
    /// <param name="order">Of the feed; null for the newest first.</param>
    /// <param name="communityId">Null for the whole forum.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<byte[]> ReadAsync(
        RankingOrder? order, string? communityId, CancellationToken cancellationToken) =>
        (await pages.GetAsync<byte[]>(
            (nameof(FrontReader), order, communityId),
            MaxAge,
            async token => [ApiResults.Body(await ComposeAsync(order, communityId, token))],
            length: body => body.Length,
            cancellationToken))[0];

    private async Task<FrontView> ComposeAsync(
        RankingOrder? order, string? communityId, CancellationToken cancellationToken)
    {
        var book = await names.ReadAsync(cancellationToken);
        var reading = highlights.ReadAsync(isWeek: false, MaxHighlights + 1, book, cancellationToken);
        var page = await reader.FeedAsync(order, communityId, cursor: null, PageQuery.DefaultLimit, cancellationToken);
        var lively = await reading;
        var feed = new FrontFeedView(
            [.. page.Items.Select(post => PostView.Of(post, book))], Cursor.Encode(page.Cursor));
        var lead = communityId is null ? await LeadAsync(lively, page.Items, book, cancellationToken) : null;
        return new FrontView(
            lead,
            [.. lively.Where(each => each.Post.Id != lead?.Post.Id).Take(MaxHighlights)],
            feed,
            await CastAsync(lead, feed, cancellationToken),
            [
                .. from community in await directory.CommunitiesAsync(cancellationToken)
                   orderby community.Id
                   select CommunityView.Of(community),
            ]);
    }

    // Highlights are chosen every five minutes: in a forum that has just begun, a post of the feed takes their place.
    private async Task<LeadView?> LeadAsync(
        IReadOnlyList<HighlightView> lively,
        IReadOnlyList<Post> newest,
        NameLookup book,
        CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Today;
        var (id, count) = lively is [var first, ..]
            ? (first.Post.Id, first.CommentsInRange)
            : newest.Where(post => post.IsPublic && post.CreatedAt > since)
                .OrderByDescending(post => post.CommentCount)
                .Select(post => (post.Id, post.CommentCount))
                .FirstOrDefault();
        if (id is null || await posts.FindAsync(id, cancellationToken) is not { Row.IsPublic: true } post) return null;

        var comments = post.Row.LastSequence == 0 ? [] : await NewestAsync(post, cancellationToken);
        return new LeadView(
            PostView.Of(post.Row, book), count, [.. comments.Select(comment => CommentView.Of(comment, book))]);
    }

    private async Task<IEnumerable<Comment>> NewestAsync(Stored<Post> post, CancellationToken cancellationToken)
    {
        // Twice as many, because some may be withheld or folded.
        var page = await reader.CommentsAsync(
            post, $"{Math.Max(0, post.Row.LastSequence - (2 * MaxComments))}", 2 * MaxComments, withheld: false,
            cancellationToken);
        return page.Items.Where(comment => comment.IsPublic).TakeLast(MaxComments);
    }

    private async Task<IReadOnlyList<CastView>> CastAsync(
        LeadView? lead, FrontFeedView feed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var active = (await directory.AgentsAsync(cancellationToken))
            .Where(agent => agent.Status == AgentStatus.Active)
            .ToDictionary(agent => agent.Id, StringComparer.Ordinal);
        IEnumerable<string> speakers =
        [
            .. lead is null ? [] : lead.Comments.Select(comment => comment.AuthorAgentId).Prepend(lead.Post.AuthorAgentId),
            .. feed.Posts.Select(post => post.AuthorAgentId),
        ];
        return
        [
            .. speakers.Concat(active.Keys.Order(StringComparer.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Where(active.ContainsKey)
                .Take(MaxCast)
                .Select(id => CastView.Of(active[id], now)),
        ];
    }
}
