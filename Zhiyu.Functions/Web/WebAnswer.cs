using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>Responds with a file of the page, compressed if the browser supports it.</summary>
/// <param name="IsPermanent">Whether the content at this address never changes.</param>
internal sealed record WebAnswer(WebFile File, bool IsPermanent) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var bytes = File.Brotli is { } brotli && TakesBrotli(request) ? brotli : File.Bytes;
        var isCompressed = bytes != File.Bytes;
        var tag = new EntityTagHeaderValue(isCompressed ? $"\"{File.Digest}-br\"" : $"\"{File.Digest}\"");

        response.GetTypedHeaders().ETag = tag;
        response.Headers.CacheControl = IsPermanent ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        PageHeaders.Set(response);
        if (request.HasBody(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = File.ContentType;
        response.ContentLength = bytes.Length;
        if (isCompressed) response.Headers.ContentEncoding = "br";
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    private static bool TakesBrotli(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding.Any(
        coding => coding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);
}
