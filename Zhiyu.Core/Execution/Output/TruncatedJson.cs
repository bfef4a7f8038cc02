namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads an object whose end the token limit cut off.</summary>
internal static class TruncatedJson
{
    // As much as an escaped character can have when its last digit is missing: \ud83d\ude0.
    private const int LongestEscape = 11;

    // Each way in which an object of ours can stop, with what it takes to end it. In the first ones a text was open.
    private static readonly (string Ending, bool InText)[] Endings =
        [("\"}", true), ("'}", true), ("\"}}", true), ("}", false), ("\"]}", false), ("]}", false), ("}}", false),
            ("\":null}", false), (":null}", false), ("null}", false)];

    /// <summary>The fields that came before the end, the last perhaps in part; null when none can be read.</summary>
    public static RawOutput.Fields? Find(string text)
    {
        var rest = text[OutputObject.StartIn(text)..];
        return Ended(rest) ?? Ended(JsonQuoteRepair.Of(rest));
    }

    private static RawOutput.Fields? Ended(string text) => (
        from end in Ends(text)
        from ending in Endings
        let fields = FieldsOf(text[..end], ending.Ending, ending.InText)
        where fields is not null
        select fields).FirstOrDefault();

    // Where the text may end: where it does, or before an escape that is cut off.
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
            ? OutputObject.FieldsOf(found, text, isCut: inText && OutputObject.EndsInBody(found))
            : null;
}
