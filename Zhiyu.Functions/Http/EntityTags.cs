using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Zhiyu.Functions.Http;

internal static class EntityTags
{
    /// <summary>Whether the caller already has the body with this tag.</summary>
    /// <param name="request">Its request.</param>
    /// <param name="tag">The tag of the body.</param>
    /// <param name="lastModified">The time of its last change, where that is told.</param>
    /// <remarks>
    /// RFC 9110, 13.1.2 and 13.1.3: If-None-Match compares weakly, and If-Modified-Since counts only without it. The
    /// dates must be equal, because what is withheld can move the date back.
    /// </remarks>
    public static bool HasBody(
        this HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset? lastModified = null)
    {
        var headers = request.GetTypedHeaders();
        return headers.IfNoneMatch.Count > 0
            ? headers.IfNoneMatch.Any(known =>
                known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            : lastModified is { } time && headers.IfModifiedSince?.ToUnixTimeSeconds() == time.ToUnixTimeSeconds();
    }
}
