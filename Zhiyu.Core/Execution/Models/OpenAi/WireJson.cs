using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// Reads JSON as servers really write it: with NaN, line breaks inside strings, and text after the first value.
/// </summary>
internal static class WireJson
{
    // Deeper than any completion.
    private const int MaxDepth = 64;

    /// <summary>The object that a body begins with, or the first of its array; null when there is none.</summary>
    public static JObject? ObjectOf(string text) => First(text) switch
    {
        JObject found => found,
        JArray { First: JObject first } => first,
        _ => null,
    };

    public static JObject? Object(this JToken? token, string name) => (token as JObject)?[name] as JObject;

    /// <summary>A string or number as text; null for other values and for blank text.</summary>
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
        // Also thrown for numbers out of range, such as 1e999999999999.
        catch (Exception fault) when (fault is JsonException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
