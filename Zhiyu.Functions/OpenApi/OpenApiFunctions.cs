using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.OpenApi;

/// <summary>The contract.</summary>
public sealed class OpenApiFunctions(IServiceProvider services)
{
    private readonly OpenApiEndpoints _openApi = services.GetRequiredService<OpenApiEndpoints>();

    [Function("GetOpenApi")]
    [Access(AccessPolicy.Everyone)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/openapi.json")] HttpRequest request) =>
        _openApi.Get();
}
