using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// The JSON in a body, read as servers write it: with NaN, line breaks inside texts, and more after the first value.
/// </summary>
internal static class WireJson
{
    // Deeper than any completion with all its extras.
    private const int MaxDepth = 64;

    /// <summary>The object that a body begins with, or the first of its list; null when there is none.</summary>
    public static JObject? ObjectOf(string text) => First(text) switch
    {
        JObject found => found,
        JArray { First: JObject first } => first,
        _ => null,
    };

    public static JObject? Object(this JToken? token, string name) => (token as JObject)?[name] as JObject;

    /// <summary>A text or a number as a text; null for anything else and for what is blank.</summary>
    public static string? Text(this JToken? token, string name) => (token as JObject)?[name] switch
    {
        JValue { Type: JTokenType.String or JTokenType.Integer or JTokenType.Float } value =>
            Convert.ToString(value.Value, CultureInfo.InvariantCulture) is { } text && text.Trim().Length > 0
                ? text
                : null,
        _ => null,
    };

    private static JToken? First(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            MaxDepth = MaxDepth,
            DateParseHandling = DateParseHandling.None,
        };
        try
        {
            return JToken.ReadFrom(reader);
        }
        // Also for a number that is none, such as 1e999999999999.
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
