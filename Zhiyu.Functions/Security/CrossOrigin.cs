using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Zhiyu.Functions.Access;

namespace Zhiyu.Functions.Security;

/// <summary>Sets the CORS headers. They allow no credentials, because tokens are not cookies.</summary>
internal sealed class CrossOrigin
{
    private readonly ICorsService _cors;
    private readonly CorsPolicy? _policy;

    public CrossOrigin(ICorsService cors, IOptions<CrossOriginOptions> options)
    {
        _cors = cors;
        if (options.Value.Origins is not { Count: > 0 } origins) return;
        _policy = new CorsPolicyBuilder([.. origins])
            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch)
            .WithHeaders(
                HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfNoneMatch, "Last-Event-ID",
                ServiceToken.Header, "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name")
            .WithExposedHeaders(HeaderNames.ETag, HeaderNames.RetryAfter)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))
            .Build();
    }

    public void Set(HttpContext httpContext)
    {
        if (_policy is null) return;
        _cors.ApplyResult(_cors.EvaluatePolicy(httpContext, _policy), httpContext.Response);
        // The service adds Vary only for several origins, but a response without an origin differs too.
        if (!httpContext.Response.Headers.Vary.Contains(HeaderNames.Origin))
            httpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
    }
}
