using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

internal static class ResponseBody
{
    public const string Json = "application/json; charset=utf-8";

    public static Task WriteAsync(HttpContext httpContext, int status, byte[] body, string contentType)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
