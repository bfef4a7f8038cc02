using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Security;

/// <summary>Sets the security headers of every response.</summary>
internal static class SecurityHeaders
{
    public static void Set(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentSecurity.Data;
        // RFC 6797, 7.2: over plain http it must not be sent.
        if (httpContext.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
