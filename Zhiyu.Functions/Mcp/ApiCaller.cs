using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Mcp;

/// <summary>
/// Calls operations of the API for the caller of a tool: with the same access check, rates, rules and errors as over
/// HTTP, because it is the same code.
/// </summary>
internal sealed class ApiCaller(AccessMiddleware access, FaultAnswer faults)
{
    public async Task<ApiAnswer> CallAsync(
        ApiOperation operation,
        IReadOnlyDictionary<string, string> query,
        HttpContext caller,
        CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var httpContext = ContextFor(caller, query, body, cancellationToken);
        try
        {
            if (await access.AdmitAsync(httpContext, operation.Function, cancellationToken))
                await (await operation.Run(httpContext.Request, cancellationToken)).ExecuteAsync(httpContext);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await faults.WriteAsync(httpContext, fault);
        }

        return new ApiAnswer(
            httpContext.Response.StatusCode is StatusCodes.Status200OK,
            JsonNode.Parse(body.GetBuffer().AsSpan(0, (int)body.Length))!.AsObject());
    }

    private static DefaultHttpContext ContextFor(
        HttpContext caller,
        IReadOnlyDictionary<string, string> query,
        Stream body,
        CancellationToken cancellationToken)
    {
        var httpContext = new DefaultHttpContext
        {
            RequestServices = caller.RequestServices,
            RequestAborted = cancellationToken,
            TraceIdentifier = caller.TraceIdentifier,
        };
        httpContext.Features.Set(caller.Features.Get<IHttpActivityFeature>());
        httpContext.Connection.RemoteIpAddress = caller.Connection.RemoteIpAddress;
        var request = httpContext.Request;
        (request.Method, request.Scheme, request.Host) =
            (HttpMethods.Get, caller.Request.Scheme, caller.Request.Host);
        request.Path = caller.Request.Path;
        request.Headers.Authorization = caller.Request.Headers.Authorization;
        request.Query = new QueryCollection(
            query.ToDictionary(each => each.Key, each => new StringValues(each.Value)));
        httpContext.Response.Body = body;
        return httpContext;
    }
}

/// <summary>What an operation answered: <c>data</c> and <c>meta</c>, or an <c>error</c>.</summary>
internal sealed record ApiAnswer(bool IsSuccess, JsonObject Envelope)
{
    public static ApiAnswer Of(JsonNode data, JsonNode? meta) => new(
        IsSuccess: true, new JsonObject { ["data"] = data, ["meta"] = meta });

    /// <summary>Takes a part out, to put it elsewhere.</summary>
    public JsonNode Take(string name)
    {
        var part = Envelope[name]!;
        Envelope.Remove(name);
        return part;
    }
}
