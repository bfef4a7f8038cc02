using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Api.Wire;

namespace Zhiyu.Functions;

/// <summary>What no other function of the API takes, a wrong method included.</summary>
public sealed class UnknownRouteFunctions
{
    // Routes are tried in the order of the functions' names, so this one comes after all but the page.
    [Function("ZUnknownRoute")]
    public IResult Refuse([HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/{*path}")] HttpRequest request) =>
        Answer.UnknownRoute();
}
