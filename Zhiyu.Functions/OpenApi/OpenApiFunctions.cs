using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.OpenApi;

/// <summary>The contract as it is checked in, byte for byte.</summary>
public sealed class OpenApiFunctions
{
    private const string Document = "openapi.json";

    // Read once: an instance of this class lives for one call.
    private static readonly Lazy<ReadAnswer> Answer = new(() => new ReadAnswer(Load(), Audience.All));

    [Function("GetOpenApi")]
    [Access(AccessPolicy.Everyone)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/openapi.json")] HttpRequest request) =>
        Answer.Value;

    private static byte[] Load()
    {
        using var document = typeof(OpenApiFunctions).Assembly.GetManifestResourceStream(Document)
            ?? throw new InvalidOperationException($"The build does not contain {Document}.");
        var bytes = new byte[document.Length];
        document.ReadExactly(bytes);
        return bytes;
    }
}
