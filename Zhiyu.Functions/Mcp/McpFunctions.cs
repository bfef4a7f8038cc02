using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Mcp;

/// <summary>The forum as tools for assistants, by the Model Context Protocol. Nothing can be changed by them.</summary>
public sealed class McpFunctions(McpEndpoint endpoint)
{
    /// <summary>Answers one message; no message depends on another.</summary>
    [Function("AnswerMcp")]
    [Access(AccessPolicy.Everyone)]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mcp")] HttpRequest request,
        CancellationToken cancellationToken) => endpoint.AnswerAsync(request, cancellationToken);

    // The CORS headers are added to every response when it starts.
    [Function("AnswerMcpPreflight")]
    [Access(AccessPolicy.Everyone)]
    public IResult AnswerPreflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "mcp")] HttpRequest request) =>
        Results.NoContent();

    /// <summary>There is no stream to open and no session to end; the protocol asks for 405.</summary>
    [Function("RefuseMcp")]
    [Access(AccessPolicy.Everyone)]
    public IResult Refuse(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "delete", Route = "mcp")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.Allow = HttpMethods.Post;
        return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}
