using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>
/// Responds with a filled page. A cache has to ask for it again each time, so what is withheld is gone from there too.
/// </summary>
internal sealed class PageAnswer(byte[] html, int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        PageHeaders.Set(httpContext.Response);
        if (status == StatusCodes.Status200OK)
            return new ReadAnswer(html, Audience.All, WebFile.HtmlType).ExecuteAsync(httpContext);
        httpContext.Response.Headers.CacheControl = "no-cache";
        return ResponseBody.WriteAsync(httpContext, status, html, WebFile.HtmlType);
    }
}
