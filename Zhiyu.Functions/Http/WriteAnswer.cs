using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

/// <summary>Answers what nobody may keep: the outcome of a write, or an error.</summary>
internal sealed class WriteAnswer(int status, byte[] json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        return JsonBody.WriteAsync(httpContext, status, json);
    }
}
