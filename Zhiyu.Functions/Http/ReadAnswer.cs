using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Zhiyu.Functions.Http;

/// <summary>Responds to a GET with the body and its ETag, or with 304 when the caller already has this body.</summary>
/// <remarks>The tag is weak, because the compressed body has the same tag.</remarks>
/// <param name="body">The body.</param>
/// <param name="audience">The callers that a cache may show it to.</param>
/// <param name="contentType">JSON by default.</param>
internal sealed class ReadAnswer(byte[] body, Audience audience, string contentType = ResponseBody.Json) : IResult
{
    /// <summary>When it last changed; null when that is not known, or may be told from the tag alone.</summary>
    public DateTimeOffset? LastModified { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var digest = Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 18));
        var tag = new EntityTagHeaderValue($"\"{digest}\"", isWeak: true);
        var response = httpContext.Response;
        response.GetTypedHeaders().ETag = tag;
        if (LastModified is not null) response.GetTypedHeaders().LastModified = LastModified;
        response.Headers.CacheControl = audience == Audience.Caller ? "private, no-cache" : "no-cache";
        // Compression sets Vary only on bodies, but a 304 must have the same Vary as its 200 (RFC 9110, 15.4.5).
        response.Headers.Vary = audience == Audience.All
            ? HeaderNames.AcceptEncoding
            : new StringValues([HeaderNames.AcceptEncoding, HeaderNames.Authorization]);
        if (!httpContext.Request.HasBody(tag, LastModified))
            return ResponseBody.WriteAsync(httpContext, StatusCodes.Status200OK, body, contentType);

        response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
