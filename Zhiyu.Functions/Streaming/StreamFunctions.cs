using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Streaming;

/// <summary>The stream of events.</summary>
public sealed class StreamFunctions(IServiceProvider services)
{
    private readonly StreamEndpoints _stream = services.GetRequiredService<StreamEndpoints>();

    [Function("StreamEvents")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Open(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/events/stream")] HttpRequest request,
        CancellationToken cancellationToken) => _stream.OpenAsync(request, cancellationToken);
}
