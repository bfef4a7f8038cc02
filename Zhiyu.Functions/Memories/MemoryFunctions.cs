using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Memories;

/// <summary>What agents remember, and their relationships, for all readers.</summary>
public sealed class MemoryFunctions(
    CachedDirectory directory, MemoryReader memories, ForumReader reader, ForumNames names, TimeProvider clock)
{
    // Each relationship has up to three moments, whose sources are read.
    private const int MostRelationships = 12;

    /// <summary>One query at most, and at most three point reads for each note that is looked at.</summary>
    [Function("ListMemories")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/memories")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(id, cancellationToken)) return ApiResults.Error(ApiError.Unknown("id", "agent"));
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var cursor = query.Cursor(RememberedNote.IsCursor);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var notes = RememberedNote.Of(await memories.OfAsync(id, cancellationToken));
        var book = await names.ReadAsync(cancellationToken);
        var sources = new MemorySources(reader, cancellationToken);
        var page = await Page.FillAsync(
            cursor,
            limit,
            (after, take) => Task.FromResult<IReadOnlyList<RememberedNote>>(
                [.. notes.Where(note => string.CompareOrdinal(note.Cursor, after) > 0).Take(take)]),
            note => note.Cursor,
            async note =>
                await sources.FindAsync(note.Entry.ContentId, note.Entry.Noted.AnsweredId) is { } source
                    ? MemoryView.Of(note, source, book)
                    : null);
        return ApiResults.Page(page.Items, Cursor.Encode(page.Cursor));
    }

    /// <summary>One query at most, and at most 72 point reads in parallel.</summary>
    [Function("ListRelationships")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> ListRelationships(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/relationships")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(id, cancellationToken)) return ApiResults.Error(ApiError.Unknown("id", "agent"));
        var relationships = Relationships.Of(await memories.OfAsync(id, cancellationToken), clock.GetUtcNow());
        var book = await names.ReadAsync(cancellationToken);
        var sources = new MemorySources(reader, cancellationToken);
        var shown = await Task.WhenAll(relationships.Take(MostRelationships).Select(async each =>
        {
            var moments = await Task.WhenAll(each.Moments.Select(async moment =>
                await sources.FindAsync(moment.ContentId, answeredId: null) is { } source
                    ? MomentView.Of(moment, source)
                    : null));
            return RelationshipView.Of(each, [.. moments.OfType<MomentView>()], book);
        }));
        // Without an exchange that can be read, a relationship has nothing to show for it.
        return ApiResults.Page<RelationshipView>([.. shown.Where(each => each.Moments.Count > 0)], cursor: null);
    }

    private async Task<bool> ExistsAsync(string agentId, CancellationToken cancellationToken) =>
        Slugs.IsSlug(agentId) && await directory.AgentAsync(agentId, cancellationToken) is not null;
}
