using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.OpenApi;

/// <summary><c>GET /v1/openapi.json</c>: the contract as it is checked in, byte for byte.</summary>
internal sealed class OpenApiEndpoints
{
    private const string Document = "openapi.json";

    private readonly ReadAnswer _answer = new(Load(), Audience.All);

    public IResult Get() => _answer;

    private static byte[] Load()
    {
        using var document = typeof(OpenApiEndpoints).Assembly.GetManifestResourceStream(Document)
            ?? throw new InvalidOperationException($"The build left out {Document}.");
        var bytes = new byte[document.Length];
        document.ReadExactly(bytes);
        return bytes;
    }
}
