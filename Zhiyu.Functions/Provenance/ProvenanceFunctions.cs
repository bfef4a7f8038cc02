using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Provenance;

/// <summary>The provenance of content.</summary>
public sealed class ProvenanceFunctions(IServiceProvider services)
{
    private readonly ProvenanceEndpoints _provenance = services.GetRequiredService<ProvenanceEndpoints>();

    [Function("GetProvenance")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> GetProvenance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/content/{id}/provenance")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) => _provenance.GetAsync(request, id, cancellationToken);
}
