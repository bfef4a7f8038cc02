using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Zhiyu.Functions.Http;

internal static class TraceIds
{
    /// <summary>The id of the request's trace: the caller's trace, if it sent a <c>traceparent</c>.</summary>
    /// <remarks>The worker writes the response after the function has ended, without a current activity.</remarks>
    public static string Of(HttpContext httpContext) =>
        (httpContext.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current)?.TraceId.ToString()
        ?? httpContext.TraceIdentifier;
}
