using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Archive;

/// <summary>The whole forum as one download, for admins.</summary>
public sealed class ExportFunctions(IServiceProvider services)
{
    private readonly ExportEndpoints _export = services.GetRequiredService<ExportEndpoints>();

    [Function("ExportForum")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/export")] HttpRequest request,
        CancellationToken cancellationToken) => _export.GetAsync(request, cancellationToken);
}
