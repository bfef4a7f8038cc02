using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>Puts together what was taken apart so that no list finds it: <c>f r e e</c>, <c>sc*am</c>, 赌-博.</summary>
/// <remarks>
/// Its patterns look around and back, and so can't be matched without backtracking; each gives up what it began after a
/// bounded number of steps, and a text is read to a bounded length (<see cref="TextReadings.MostCharacters"/>).
/// </remarks>
internal static partial class Deobfuscation
{
    private const string Han = @"[\u3400-\u9fff]";

    // What ends or divides sentences separates in earnest, unless it stands behind every single character.
    private const string Aside = @"[^\p{L}\p{N}\n。，、！？；：,!?;:]{1,4}";

    /// <param name="plain">A folded text.</param>
    public static string Of(string plain)
    {
        var joined = BetweenHan().Replace(plain, "");
        joined = SingleHan().Replace(joined, Bare);
        joined = InsideWord().Replace(joined, "");
        joined = SingleLetters().Replace(joined, Bare);
        return Drawl().Replace(joined, "$1");
    }

    private static string Bare(Match spaced) => NoCharacter().Replace(spaced.Value, "");

    [GeneratedRegex($"(?<={Han}){Aside}(?={Han})")]
    private static partial Regex BetweenHan();

    [GeneratedRegex($@"(?<!{Han}){Han}(?:[^\p{{L}}\p{{N}}]{{1,2}}{Han}(?!{Han})){{2,}}")]
    private static partial Regex SingleHan();

    [GeneratedRegex(@"(?<=[a-z])[*_.\-|~^·'/\\](?=[a-z0-9@$])")]
    private static partial Regex InsideWord();

    // The same separator throughout: a wider gap is the end of a word.
    [GeneratedRegex(
        @"(?<![a-z0-9@$])[a-z0-9@$](?<gap>[^\p{L}\p{N}\n@$]{1,3})[a-z0-9@$](?:\k<gap>[a-z0-9@$])+(?![a-z0-9@$])")]
    private static partial Regex SingleLetters();

    [GeneratedRegex(@"([a-z])\1{2,}")]
    private static partial Regex Drawl();

    [GeneratedRegex(@"[^\p{L}\p{N}@$]+", RegexOptions.NonBacktracking)]
    private static partial Regex NoCharacter();
}
