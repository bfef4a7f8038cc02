using System.Text.Json;

namespace Zhiyu.Functions.Http;

/// <summary>How deep a body may be nested: far deeper than any that is asked for.</summary>
internal static class JsonDepth
{
    private const int Most = 32;

    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = Most };

    /// <summary>What is wrong with a body that could not be read, if it is this.</summary>
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
            // Broken before it gets that deep.
        }

        return null;
    }
}
