namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads an object whose end the token limit cut off.</summary>
internal static class CutObject
{
    // As much as an escaped character can have when its last digit is missing: \ud83d\ude0.
    private const int LongestEscape = 11;

    // Each way in which an object of ours can stop, with what it takes to end it. In the first ones a text was open.
    private static readonly (string Ending, bool InText)[] Endings =
        [("\"}", true), ("'}", true), ("\"}}", true), ("}", false), ("\"]}", false), ("]}", false), ("}}", false),
            ("\":null}", false), (":null}", false), ("null}", false)];

    /// <summary>The fields that came before the end, the last one perhaps in part; null when none can be read.</summary>
    public static OutputReading.Fields? Find(string text)
    {
        var rest = text[OutputObject.StartIn(text)..];
        return Ended(rest) ?? Ended(QuoteRepair.Of(rest));
    }

    private static OutputReading.Fields? Ended(string text)
    {
        for (var dropped = 0; dropped <= LongestEscape && dropped < text.Length; dropped++)
        {
            foreach (var (ending, inText) in Endings)
            {
                if (FieldsOf(text[..^dropped], ending, inText) is { } fields) return fields;
            }
        }

        return null;
    }

    private static OutputReading.Fields? FieldsOf(string text, string ending, bool inText) =>
        !char.IsHighSurrogate(text[^1]) && BoundedJson.Object(text + ending) is { } found
            ? OutputObject.FieldsOf(found, text, isCut: inText && OutputObject.EndsInBody(found))
            : null;
}
