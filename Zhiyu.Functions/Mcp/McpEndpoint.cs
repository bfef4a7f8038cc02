using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Mcp;

/// <summary>Checks a message as far as HTTP goes, and passes it to the protocol's library.</summary>
public sealed class McpEndpoint : IDisposable
{
    private readonly OriginCheck _origins;
    private readonly StatelessTransport _transport;

    internal McpEndpoint(OriginCheck origins, StatelessTransport transport) =>
        (_origins, _transport) = (origins, transport);

    /// <returns>An empty result once the library has answered; or an error, if it may not.</returns>
    internal async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (_origins.RefusalOf(request) is { } foreign) return ApiResults.Error(foreign);
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Refusal is not null) return ApiResults.Error(body.Refusal);
        // The library reads it again.
        request.Body = new MemoryStream(body.Bytes.ToArray(), writable: false);
        await _transport.HandlePost(request.HttpContext);
        return Results.Empty;
    }

    public void Dispose() => _transport.Dispose();
}
