using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Zhiyu.Functions.Http;

internal static class EntityTags
{
    /// <summary>Whether the caller already has the body with this tag.</summary>
    /// <remarks>RFC 9110, 13.1.2: If-None-Match compares weakly.</remarks>
    public static bool HasBody(this HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
