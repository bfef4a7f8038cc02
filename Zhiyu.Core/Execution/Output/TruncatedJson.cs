namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads a JSON object that the token limit cut off.</summary>
internal static class TruncatedJson
{
    // The longest incomplete escape: a surrogate pair without its last digit, \ud83d\ude0.
    private const int LongestEscape = 11;

    // Endings that can complete the object; the first ones close an open string.
    private static readonly (string Ending, bool InText)[] Endings =
        [("\"}", true), ("'}", true), ("\"}}", true), ("}", false), ("\"]}", false), ("]}", false), ("}}", false),
            ("\"}]}", false), ("}]}", false),
            ("\":null}", false), (":null}", false), ("null}", false)];

    /// <summary>The fields before the cut, the last one perhaps incomplete; null when none can be read.</summary>
    public static RawOutput.Fields? Find(string text)
    {
        var rest = text[OutputObject.StartIn(text)..];
        return Completed(rest) ?? Completed(JsonQuoteRepair.Of(rest));
    }

    private static RawOutput.Fields? Completed(string text) => (
        from end in Ends(text)
        from ending in Endings
        let fields = FieldsOf(text[..end], ending.Ending, ending.InText)
        where fields is not null
        select fields).FirstOrDefault();

    // The possible ends: the end of the text, or before an incomplete escape.
    private static IEnumerable<int> Ends(string text)
    {
        yield return char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
        for (var end = text.Length - 1; end > 0 && end >= text.Length - LongestEscape; end--)
        {
            if (text[end] == '\\') yield return end;
        }
    }

    private static RawOutput.Fields? FieldsOf(string text, string ending, bool inText) =>
        BoundedJson.Object(text + ending) is { } found
        && OutputObject.FieldsOf(found, text, isCut: inText && OutputObject.EndsInBody(found)) is { } fields
            // Notes after the body are cut somewhere.
            ? OutputObject.EndsInBody(found) ? fields : fields with { Notes = [] }
            : null;
}
