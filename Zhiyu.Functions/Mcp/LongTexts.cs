using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Core.Text;

namespace Zhiyu.Functions.Mcp;

/// <summary>Trims a result to what an assistant can read at once. Only the longest texts lose their ends.</summary>
internal static class LongTexts
{
    /// <summary>The length of all texts of a result, in text elements of at most eight UTF-16 units.</summary>
    public const int Most = 20_000;

    // A text element can have any number of combining marks.
    private const int Units = 8;

    /// <returns>How many texts were trimmed.</returns>
    public static int Trim(JsonNode data)
    {
        List<(JsonNode Text, int Length)> texts =
        [
            .. TextsOf(data).Select(text => (text, LengthOf(text.GetValue<string>()))),
        ];
        var longest = LongestOf([.. texts.Select(text => text.Length).Order()]);
        var tooLong = texts.Where(text => text.Length > longest).ToList();
        var limit = new TextLimit(longest, (int)Math.Min((long)longest * Units, int.MaxValue));
        foreach (var (text, _) in tooLong) text.ReplaceWith(limit.Cut(text.GetValue<string>()) + "…");
        return tooLong.Count;
    }

    private static int LengthOf(string text) =>
        Math.Max(new StringInfo(text).LengthInTextElements, text.Length / Units);

    // Each text may be as long as it is, or as the equal share of what the shorter ones leave.
    private static int LongestOf(IReadOnlyList<int> lengths)
    {
        var left = Most;
        for (var i = 0; i < lengths.Count; i++)
        {
            var share = left / (lengths.Count - i);
            if (lengths[i] > share) return share;
            left -= lengths[i];
        }

        return int.MaxValue;
    }

    private static IEnumerable<JsonNode> TextsOf(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => TextsOf(field.Value)),
        JsonArray items => items.SelectMany(TextsOf),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        _ => [],
    };
}
