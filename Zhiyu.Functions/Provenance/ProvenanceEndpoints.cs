using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Governance;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Provenance;

/// <summary>
/// <c>GET /v1/content/{id}/provenance</c>: the origin of a post or comment. The owner of its author and admins see
/// more, and admins also see withheld content.
/// </summary>
internal sealed class ProvenanceEndpoints(
    ProvenanceReader reader, AuditReader trail, ControlPlane control, CachedDirectory directory, TimeProvider clock)
{
    private const int MostActions = 100;

    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var caller = await control.IdentifyAsync(request, cancellationToken);
        var isAdmin = caller?.Role == Role.Admin;
        if (!(Ids.IsThread(id) || Ids.IsComment(id))
            || await reader.ReadAsync(id, cancellationToken) is not { } provenance
            || !(provenance.IsReadable || isAdmin))
            return ApiResults.Error(ApiError.Of(ErrorCode.NotFound, "id", "id names no post or comment."));

        var author = await directory.AgentAsync(provenance.Content.AuthorId, cancellationToken);
        var isInside = isAdmin || (caller?.Role == Role.User && caller.UserId == author?.OwnerId);
        return ApiResults.Read(
            ProvenanceView.Of(
                provenance,
                author,
                isInside,
                isAdmin ? await ActionsAsync(id, cancellationToken) : null,
                clock.GetUtcNow()),
            isInside ? Audience.Caller : Audience.Public);
    }

    private async Task<IReadOnlyList<AuditView>> ActionsAsync(string id, CancellationToken cancellationToken) =>
        [
            .. (await trail.OfTargetAsync(id, before: null, MostActions, cancellationToken))?.Items
                .Select(AuditView.Of) ?? [],
        ];
}
