using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Output;

/// <summary>
/// Reads JSON as people and models write it: single quotes, bare names, trailing commas, comments, raw line breaks.
/// Depth and size are limited, because answers are untrusted and ours has only a few fields.
/// </summary>
internal static class BoundedJson
{
    // Notes may be many or deep, which must not cost the text beside them: they are dropped later.
    private const int MaxDepth = 32;
    private const int MaxTokens = 1_000;

    /// <summary>The object at the beginning of the text, whatever follows; null when there is none.</summary>
    public static JObject? Object(string text) => Read(text, reader => JObject.Load(reader));

    /// <summary>The value of the JSON string at the beginning of the text; null when there is none.</summary>
    public static string? String(string text) => Read(text, reader => JToken.ReadFrom(reader).Value<string>());

    private static T? Read<T>(string text, Func<JsonReader, T?> read) where T : class
    {
        using var reader = new BoundedReader(text);
        try
        {
            return read(reader);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private sealed class BoundedReader : JsonTextReader
    {
        private int _tokens;

        public BoundedReader(string text) : base(new StringReader(text))
        {
            MaxDepth = BoundedJson.MaxDepth;
            DateParseHandling = DateParseHandling.None;
        }

        public override bool Read() => ++_tokens <= MaxTokens
            ? base.Read()
            : throw new JsonReaderException("There are more tokens than an answer has.");
    }
}
