using System.Net.Http.Headers;
using System.Text.Json;

namespace Zhiyu.Tests.Api;

/// <summary>An answer of the API, read to its end.</summary>
internal sealed record ApiReply(int Status, HttpResponseHeaders Headers, string Text)
{
    public string? ContentType { get; init; }
    public HttpContentHeaders? ContentHeaders { get; init; }
    public JsonElement Data => Json.GetProperty("data");
    public JsonElement Meta => Json.GetProperty("meta");
    public string? Cursor => Meta.GetProperty("cursor").GetString();
    public string? Code => Json.GetProperty("error").GetProperty("code").GetString();
    public string Message => Json.GetProperty("error").GetProperty("message").GetString()!;
    public string? TraceId => Json.GetProperty("error").GetProperty("trace_id").GetString();
    public IEnumerable<string> Ids => Data.EnumerateArray().Select(item => item.GetProperty("id").GetString()!);
    public string Id => Data.GetProperty("id").GetString()!;

    public IEnumerable<string> FaultyFields =>
        Json.GetProperty("error").TryGetProperty("details", out var details)
            ? details.EnumerateArray().Select(detail => detail.GetProperty("path").GetString()!)
            : [];

    private JsonElement Json => JsonElement.Parse(Text);

    public static async Task<ApiReply> OfAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync())
        {
            ContentType = response.Content.Headers.ContentType?.ToString(),
            ContentHeaders = response.Content.Headers,
        };
}
