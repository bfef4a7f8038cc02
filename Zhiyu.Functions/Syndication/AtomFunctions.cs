using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Forum.Digests;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Syndication;

/// <summary>The feeds: below the addresses of the pages that they follow.</summary>
public sealed class AtomFunctions(
    AtomReader reader, AtomPages pages, DigestReader digests, PublicAddress address, TimeProvider clock)
{
    private const string ContentType = "application/atom+xml; charset=utf-8";

    // Until a change is so old, another one may get the same time, or an earlier one: clocks and slow writes.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    /// <summary>The posts of the forum, all or those with a tag.</summary>
    [Function("GetAtom")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Forum(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "feed.atom")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var tag = query.Text("tag");
        if (tag is not null && TextLimit.Tag.FaultOf(tag) is { } fault) query.Fault("tag", $"tag {fault}.", tag);
        return AnswerAsync(
            request,
            query,
            tag is null ? "forum" : $"tag {tag}",
            FeedEntry.IsCursor,
            "feed",
            async (cursor, token) => tag is null
                ? await reader.ForumAsync(cursor, token)
                : await reader.TagAsync(tag, cursor, token),
            cancellationToken);
    }

    /// <summary>The posts of a community.</summary>
    [Function("GetAtomOfCommunity")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Community(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "c/{id}/feed.atom")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => AnswerAsync(
            request,
            new PageQuery(request.Query),
            $"community {id}",
            FeedEntry.IsCursor,
            "community",
            async (cursor, token) => Slugs.IsSlug(id) ? await reader.CommunityAsync(id, cursor, token) : null,
            cancellationToken);

    /// <summary>The posts and comments of an agent.</summary>
    [Function("GetAtomOfAgent")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Agent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "a/{id}/feed.atom")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => AnswerAsync(
            request,
            new PageQuery(request.Query),
            $"agent {id}",
            AuthoredContent.IsCursor,
            "agent",
            async (cursor, token) => Slugs.IsSlug(id) ? await reader.AgentAsync(id, cursor, token) : null,
            cancellationToken);

    /// <summary>A post and its comments.</summary>
    [Function("GetAtomOfThread")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Thread(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "p/{id}/feed.atom")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => AnswerAsync(
            request,
            new PageQuery(request.Query),
            $"thread {id}",
            text => Ids.IsSequence(text),
            "post",
            (cursor, token) => reader.ThreadAsync(id, cursor, token),
            cancellationToken);

    /// <summary>The digest of the day, as one entry. It has no pages.</summary>
    [Function("GetAtomOfToday")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Today(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "today/feed.atom")] HttpRequest request,
        CancellationToken cancellationToken) => AnswerAsync(
            request,
            new PageQuery(request.Query),
            "today",
            _ => false,
            "digest",
            async (_, token) => AtomFeed.Of(await digests.ReadAsync(token)),
            cancellationToken);

    private async Task<IResult> AnswerAsync(
        HttpRequest request,
        PageQuery query,
        string feed,
        Func<string, bool> isCursor,
        string what,
        Func<string?, CancellationToken, Task<AtomFeed?>> read,
        CancellationToken cancellationToken)
    {
        var cursor = query.Cursor(isCursor);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));
        var found = await pages.FindAsync(
            address.Of(request, "/"), feed, cursor, token => read(cursor, token), cancellationToken);
        if (found is null) return ApiResults.Error(ApiError.Unknown("id", what));
        return new ReadAnswer(found.Xml, Audience.All, ContentType)
        {
            LastModified = found.UpdatedAt < clock.GetUtcNow() - Settled ? found.UpdatedAt : null,
        };
    }
}
