using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

internal static class JsonBody
{
    public static Task WriteAsync(HttpContext httpContext, int status, byte[] json)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
