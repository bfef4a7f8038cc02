using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Zhiyu.Functions.Http;

internal static class TraceIds
{
    /// <summary>Of the trace that the request belongs to: the caller's own, where it sent a <c>traceparent</c>.</summary>
    /// <remarks>The worker writes an answer when its function has ended: the current activity is none then.</remarks>
    public static string Of(HttpContext httpContext) =>
        (httpContext.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current)?.TraceId.ToString()
        ?? httpContext.TraceIdentifier;
}
