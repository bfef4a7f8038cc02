using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Zhiyu.Functions.Security;

/// <summary>Compresses what gets smaller by it, and may become other bytes.</summary>
internal sealed class WorthwhileCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    // Below this an answer fits into one packet with or without.
    private const int LeastBytes = 1024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is not < LeastBytes
        // RFC 9110, 8.8.3: what a strong tag stands for is the same byte by byte.
        && context.Response.GetTypedHeaders().ETag is null or { IsWeak: true }
        && base.ShouldCompressResponse(context);
}
