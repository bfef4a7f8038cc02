using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

/// <summary>A response that must not be cached: the result of a write, or an error.</summary>
internal sealed class WriteAnswer(int status, byte[] json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        return ResponseBody.WriteAsync(httpContext, status, json, ResponseBody.Json);
    }
}
