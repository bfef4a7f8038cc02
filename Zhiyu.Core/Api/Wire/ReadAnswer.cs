using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Zhiyu.Core.Api.Wire;

/// <summary>Answers a GET with a strong ETag of the body, or says that the caller has this body already.</summary>
internal sealed class ReadAnswer(byte[] json, Audience audience) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, 18))}\"");
        var response = httpContext.Response;
        response.GetTypedHeaders().ETag = tag;
        response.Headers.CacheControl = audience == Audience.Caller ? "private, no-cache" : "no-cache";
        if (audience != Audience.All) response.Headers.Vary = "Authorization";
        if (!IsKnown(tag, httpContext.Request.GetTypedHeaders()))
            return JsonBody.WriteAsync(httpContext, StatusCodes.Status200OK, json);

        response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    // RFC 9110, 13.1.2: If-None-Match compares weakly.
    private static bool IsKnown(EntityTagHeaderValue tag, RequestHeaders headers) => headers.IfNoneMatch.Any(
        known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
