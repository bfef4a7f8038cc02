using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Routing;

/// <summary>Handles API requests that no other function handles, also those with a wrong method.</summary>
public sealed class UnknownRouteFunctions
{
    // The host tries routes in the order of the functions' names, so this name sorts after all but the page's. The
    // methods are listed: without them it would take OPTIONS too, and the host drops one of two functions with the same
    // route and method.
    [Function("ZUnknownRoute")]
    [Access(AccessPolicy.Everyone)]
    public IResult Refuse(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", Route = "v1/{*path}")]
        HttpRequest request) => ApiResults.UnknownRoute();
}
