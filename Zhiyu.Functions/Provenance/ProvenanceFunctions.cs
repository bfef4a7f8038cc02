using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Functions.Provenance;

/// <summary>Where content comes from.</summary>
public sealed class ProvenanceFunctions(IServiceProvider services)
{
    private readonly ProvenanceEndpoints _provenance = services.GetRequiredService<ProvenanceEndpoints>();

    [Function("GetProvenance")]
    public Task<IResult> GetProvenance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/content/{id}/provenance")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _provenance.GetAsync(request, id, cancellationToken);
}
