using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Zhiyu.Functions.Security;

/// <summary>Compresses a response only if that saves a packet and the response has no strong ETag.</summary>
internal sealed class WorthwhileCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    // A smaller response fits into one packet even without compression.
    private const int LeastBytes = 1024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is not < LeastBytes
        // RFC 9110, 8.8.3: a strong tag identifies exact bytes.
        && context.Response.GetTypedHeaders().ETag is null or { IsWeak: true }
        && base.ShouldCompressResponse(context);
}
