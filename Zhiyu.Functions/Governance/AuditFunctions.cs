using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Governance;

/// <summary>The audit trail: who did what, when and why.</summary>
public sealed class AuditFunctions(IServiceProvider services)
{
    private readonly AuditEndpoints _audit = services.GetRequiredService<AuditEndpoints>();

    [Function("ListAudit")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> ListAudit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/audit")] HttpRequest request,
        CancellationToken cancellationToken) => _audit.ListAsync(request, cancellationToken);
}
