using System.Text.Json;

namespace Zhiyu.Functions.Http;

/// <summary>The maximum depth of a body, far more than any request needs.</summary>
internal static class JsonDepth
{
    private const int Most = 32;

    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = Most };

    /// <summary>The fault of an unreadable body if it is too deep; else null.</summary>
    public static string? FaultOf(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Most + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader is { CurrentDepth: Most, TokenType: JsonTokenType.StartObject or JsonTokenType.StartArray })
                    return $"The body must be nested at most {Most} levels deep.";
            }
        }
        catch (JsonException)
        {
            // The JSON is invalid before it is too deep.
        }

        return null;
    }
}
