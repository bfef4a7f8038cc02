using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Cuts a text that was broken off back to where it last came to a stop.</summary>
internal static partial class SentenceTrimmer
{
    public const string NoneLeft = "The answer was cut off before it came to a first stop.";

    // Less than this is an interjection, not an answer.
    private const int LeastElements = 10;

    /// <summary>The text up to the end of its last whole sentence; empty when nothing sensible is left.</summary>
    public static string Of(string text)
    {
        if (LastEnd().Match(text) is not { Success: true } end) return "";
        var whole = text[..(end.Index + end.Length)].Trim();
        return new StringInfo(whole).LengthInTextElements < LeastElements ? "" : whole;
    }

    // A full stop of Latin text ends a sentence only before a space or the end, and not after the digit of a number
    // that may go on; a question mark not within an address. Quotes, brackets and emphasis close after it.
    [GeneratedRegex("""
        ( [。！？…｡]
        | [!?] (?![\w=&/])
        | \. (?= [”’"'」』】）》)\]*_]{0,6} (\s|\z) ) (?<! \d\.\z ) (?<! \b(e\.g|i\.e|vs|Mr|Mrs|Dr|cf)\. )
        )
        [”’"'」』】）》)\]*_]{0,6}
        """, RegexOptions.RightToLeft | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex LastEnd();
}
