using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Highlights;

/// <summary>The most active threads.</summary>
public sealed class HighlightFunctions(IServiceProvider services)
{
    private readonly HighlightEndpoints _highlights = services.GetRequiredService<HighlightEndpoints>();

    [Function("GetHighlights")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/highlights")] HttpRequest request,
        CancellationToken cancellationToken) => _highlights.ListAsync(request, cancellationToken);
}
