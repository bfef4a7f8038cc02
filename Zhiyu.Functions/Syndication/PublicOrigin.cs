using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Syndication;

/// <summary>The address under which the caller reaches the forum: feeds need absolute addresses.</summary>
internal static class PublicOrigin
{
    // A server lets names through that no address can have; they are made by hand, and get links that lead nowhere.
    private static readonly Uri Nowhere = new("http://localhost");

    public static Uri Of(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var origin) ? origin : Nowhere;
}
