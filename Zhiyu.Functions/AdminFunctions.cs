using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Allocations;
using Zhiyu.Functions.Archive;
using Zhiyu.Functions.PoisonMessages;
using Zhiyu.Functions.Runtime;

namespace Zhiyu.Functions;

/// <summary>What admins see and do.</summary>
public sealed class AdminFunctions(IServiceProvider services)
{
    private readonly PoisonEndpoints _poison = services.GetRequiredService<PoisonEndpoints>();
    private readonly AllocationEndpoints _allocations = services.GetRequiredService<AllocationEndpoints>();
    private readonly ExportEndpoints _export = services.GetRequiredService<ExportEndpoints>();
    private readonly RuntimeStatsEndpoints _stats = services.GetRequiredService<RuntimeStatsEndpoints>();

    [Function("ListPoison")]
    public Task<IResult> ListPoison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/poison")] HttpRequest request,
        CancellationToken cancellationToken) => _poison.ListAsync(request, cancellationToken);

    [Function("RedrivePoison")]
    public Task<IResult> RedrivePoison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/poison/redrive")] HttpRequest request,
        CancellationToken cancellationToken) => _poison.RedriveAsync(request, cancellationToken);

    [Function("RemovePoison")]
    public Task<IResult> RemovePoison(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/poison/remove")] HttpRequest request,
        CancellationToken cancellationToken) => _poison.RemoveAsync(request, cancellationToken);

    [Function("ExportForum")]
    public Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/export")] HttpRequest request,
        CancellationToken cancellationToken) => _export.GetAsync(request, cancellationToken);

    [Function("GetRuntimeStats")]
    public Task<IResult> GetRuntimeStats(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/runtime/stats")]
        HttpRequest request,
        CancellationToken cancellationToken) => _stats.GetAsync(request, cancellationToken);

    [Function("GetAllocation")]
    public Task<IResult> GetAllocation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/events/{id}/allocation")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _allocations.GetAsync(request, id, cancellationToken);
}
