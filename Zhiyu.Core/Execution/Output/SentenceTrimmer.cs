using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Cuts a truncated text back to the end of its last complete sentence.</summary>
internal static partial class SentenceTrimmer
{
    public const string NoneLeft = "The answer was cut off before it came to a first stop.";

    // A shorter text is an interjection, not an answer.
    private const int MinElements = 10;

    /// <summary>The text up to the end of its last complete sentence; empty when too little is left.</summary>
    public static string Of(string text)
    {
        if (LastEnd().Match(text) is not { Success: true } end) return "";
        var whole = text[..(end.Index + end.Length)].Trim();
        return new StringInfo(whole).LengthInTextElements < MinElements ? "" : whole;
    }

    // A Latin full stop ends a sentence only before a space or the end of the text, and not after the digit of a
    // number; a question mark does not inside a URL. Closing quotes, brackets and emphasis belong to the sentence.
    [GeneratedRegex("""
        ( [。！？…｡]
        | [!?] (?![\w=&/])
        | \. (?= [”’"'」』】）》)\]*_]{0,6} (\s|\z) ) (?<! \d\.\z ) (?<! \b(e\.g|i\.e|vs|Mr|Mrs|Dr|cf)\. )
        )
        [”’"'」』】）》)\]*_]{0,6}
        """, RegexOptions.RightToLeft | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex LastEnd();
}
