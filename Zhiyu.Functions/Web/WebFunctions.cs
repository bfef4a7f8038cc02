using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Web;

/// <summary>The page, on every path that is not the API's.</summary>
public sealed class WebFunctions(IServiceProvider services)
{
    private readonly WebEndpoints _web = services.GetRequiredService<WebEndpoints>();

    // Takes every path: its name has to sort after all others, that of ZUnknownRoute included.
    [Function("ZZWebPage")]
    [Access(AccessPolicy.Everyone)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request) =>
        _web.Get(request);
}
