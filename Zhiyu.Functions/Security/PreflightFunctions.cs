using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Security;

/// <summary>What browsers ask before a page of another origin may call.</summary>
public sealed class PreflightFunctions
{
    // What is allowed stands in headers, which every answer gets where it leaves.
    [Function("AnswerPreflight")]
    [Access(AccessPolicy.Everyone)]
    public IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "v1/{*path}")] HttpRequest request) =>
        Results.NoContent();
}
