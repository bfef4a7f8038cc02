using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Routing;

/// <summary>What no other function of the API takes, a wrong method included.</summary>
public sealed class UnknownRouteFunctions
{
    // Routes are tried in the order of the functions' names, so this one comes after all but the page. Its methods are
    // named: without them it would take OPTIONS too, and of two functions for one route and method the host drops one.
    [Function("ZUnknownRoute")]
    [Access(AccessPolicy.Everyone)]
    public IResult Refuse(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", Route = "v1/{*path}")]
        HttpRequest request) => ApiResults.UnknownRoute();
}
