using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Governance;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Memories;

namespace Zhiyu.Functions.Provenance;

/// <summary>The provenance of content.</summary>
public sealed class ProvenanceFunctions(
    ThreadStore threads,
    AuditReader trail,
    CachedDirectory directory,
    MemoryReader memories,
    ForumReader reader,
    TimeProvider clock)
{
    private const int MostActions = 100;

    /// <summary>The owner of the author and admins see more, and admins also see withheld content.</summary>
    [Function("GetProvenance")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/content/{id}/provenance")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var caller = Caller.IfKnown(request);
        var isAdmin = caller is { IsAdmin: true };
        if (!(Ids.IsThread(id) || Ids.IsComment(id))
            || await Provenance.FindAsync(threads, id, cancellationToken) is not { } provenance
            || !(provenance.IsReadable || isAdmin))
            return ApiResults.Error(ApiError.Unknown("id", "post or comment"));

        var author = await directory.AgentAsync(provenance.Content.AuthorId, cancellationToken);
        var isInside = isAdmin || (caller?.Role == Role.User && caller.UserId == author?.OwnerId);
        return ApiResults.Read(
            ProvenanceView.Of(
                provenance,
                author,
                await RecalledAsync(provenance.Run, cancellationToken),
                isInside,
                isAdmin ? await ActionsAsync(id, cancellationToken) : null,
                clock.GetUtcNow()),
            isInside ? Audience.Caller : Audience.Public);
    }

    // At most one query and two or three point reads for each of a few notes.
    private async Task<IReadOnlyList<RecalledView>> RecalledAsync(Run? run, CancellationToken cancellationToken)
    {
        if (run?.Prompt?.Context.Recalled is not { Count: > 0 } recalled) return [];
        var memory = await memories.OfAsync(run.AgentId, cancellationToken);
        var sources = new MemorySources(reader, cancellationToken);
        var found = await Task.WhenAll(recalled.Select(note => RecalledView.FindAsync(note, memory, sources)));
        return [.. found.OfType<RecalledView>()];
    }

    private async Task<IReadOnlyList<AuditView>> ActionsAsync(string id, CancellationToken cancellationToken) =>
        [
            .. (await trail.OfTargetAsync(id, before: null, MostActions, cancellationToken))?.Items
                .Select(AuditView.Of) ?? [],
        ];
}
