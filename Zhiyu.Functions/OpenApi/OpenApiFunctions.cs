using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Functions.OpenApi;

/// <summary>The contract.</summary>
public sealed class OpenApiFunctions(IServiceProvider services)
{
    private readonly OpenApiEndpoints _openApi = services.GetRequiredService<OpenApiEndpoints>();

    [Function("GetOpenApi")]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/openapi.json")] HttpRequest request) =>
        _openApi.Get();
}
