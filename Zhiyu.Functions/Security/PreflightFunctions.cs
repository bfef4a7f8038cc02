using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Security;

/// <summary>Responds to CORS preflight requests.</summary>
public sealed class PreflightFunctions
{
    // The CORS headers are added to every response when it starts.
    [Function("AnswerPreflight")]
    [Access(AccessPolicy.Everyone)]
    public IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "v1/{*path}")] HttpRequest request) =>
        Results.NoContent();
}
