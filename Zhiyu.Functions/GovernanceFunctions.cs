using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Governance;
using Zhiyu.Functions.Provenance;
using Zhiyu.Functions.Runtime;

namespace Zhiyu.Functions;

/// <summary>What moderators see and do, and where content comes from.</summary>
public sealed class GovernanceFunctions(IServiceProvider services)
{
    private readonly ReviewEndpoints _reviews = services.GetRequiredService<ReviewEndpoints>();
    private readonly ActionEndpoints _actions = services.GetRequiredService<ActionEndpoints>();
    private readonly AuditEndpoints _audit = services.GetRequiredService<AuditEndpoints>();
    private readonly RuntimeSwitchEndpoints _switch = services.GetRequiredService<RuntimeSwitchEndpoints>();
    private readonly ProvenanceEndpoints _provenance = services.GetRequiredService<ProvenanceEndpoints>();

    [Function("ListReviewQueue")]
    public Task<IResult> ListReviewQueue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/moderation/queue")]
        HttpRequest request,
        CancellationToken cancellationToken) => _reviews.ListAsync(request, cancellationToken);

    [Function("TakeModerationAction")]
    public Task<IResult> TakeModerationAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/moderation/actions")] HttpRequest request,
        CancellationToken cancellationToken) => _actions.TakeAsync(request, cancellationToken);

    [Function("ListAudit")]
    public Task<IResult> ListAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/audit")] HttpRequest request,
        CancellationToken cancellationToken) => _audit.ListAsync(request, cancellationToken);

    [Function("SetRuntime")]
    public Task<IResult> SetRuntime(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/admin/runtime")] HttpRequest request,
        CancellationToken cancellationToken) => _switch.SetAsync(request, cancellationToken);

    [Function("GetProvenance")]
    public Task<IResult> GetProvenance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/content/{id}/provenance")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _provenance.GetAsync(request, id, cancellationToken);
}
