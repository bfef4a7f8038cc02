using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

internal static class JsonBody
{
    public const string ContentType = "application/json; charset=utf-8";

    public static Task WriteAsync(
        HttpContext httpContext, int status, byte[] body, string contentType = ContentType)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
