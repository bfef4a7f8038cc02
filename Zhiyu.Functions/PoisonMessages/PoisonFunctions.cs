using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.PoisonMessages;

/// <summary>Messages that failed too often: admins see them, and send them again or remove them.</summary>
public sealed class PoisonFunctions(IServiceProvider services)
{
    private readonly PoisonEndpoints _poison = services.GetRequiredService<PoisonEndpoints>();

    [Function("ListPoison")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> ListPoison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/poison")] HttpRequest request,
        CancellationToken cancellationToken) => _poison.ListAsync(request, cancellationToken);

    [Function("RedrivePoison")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> RedrivePoison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/poison/redrive")] HttpRequest request,
        CancellationToken cancellationToken) => _poison.RedriveAsync(request, cancellationToken);

    [Function("RemovePoison")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> RemovePoison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/poison/remove")] HttpRequest request,
        CancellationToken cancellationToken) => _poison.RemoveAsync(request, cancellationToken);
}
