using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Zhiyu.Core.Api.Wire;

internal static class TraceIds
{
    /// <summary>Of the trace that the request belongs to: the caller's own, where it sent a <c>traceparent</c>.</summary>
    public static string Of(HttpContext httpContext) =>
        Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier;
}
