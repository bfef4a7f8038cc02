using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Api.Wire;

namespace Zhiyu.Functions;

/// <summary>What no other function takes, a wrong method included.</summary>
public sealed class UnknownRouteFunctions
{
    // Routes are tried in the order of the functions' names, so this one has to come last.
    [Function("ZUnknownRoute")]
    public IResult Refuse([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request) =>
        Answer.UnknownRoute();
}
