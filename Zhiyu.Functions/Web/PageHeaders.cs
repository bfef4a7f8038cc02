using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Security;

namespace Zhiyu.Functions.Web;

internal static class PageHeaders
{
    /// <summary>The security headers of the page and its files.</summary>
    public static void Set(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = ContentSecurity.Page;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
