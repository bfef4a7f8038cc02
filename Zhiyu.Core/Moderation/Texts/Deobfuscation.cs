using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>Joins words that were split to avoid the lists: <c>f r e e</c>, <c>sc*am</c>, 赌-博.</summary>
/// <remarks>
/// The patterns need look-arounds and back-references, and so backtracking; each step is bounded, and so is the length
/// of a text (<see cref="NormalizedForms.MaxCharacters"/>).
/// </remarks>
internal static partial class Deobfuscation
{
    private const string Han = @"[\u3400-\u9fff]";

    // Punctuation that ends or divides a sentence is a real separator, unless it follows every single character.
    private const string Separator = @"[^\p{L}\p{N}\n。，、！？；：,!?;:]{1,4}";

    /// <param name="plain">The folded text.</param>
    public static string Of(string plain)
    {
        var joined = BetweenHan().Replace(plain, "");
        joined = SingleHan().Replace(joined, WithoutSeparators);
        joined = InsideWord().Replace(joined, "");
        joined = SingleLetters().Replace(joined, WithoutSeparators);
        return RepeatedLetter().Replace(joined, "$1");
    }

    private static string WithoutSeparators(Match spaced) => NonCharacters().Replace(spaced.Value, "");

    [GeneratedRegex($"(?<={Han}){Separator}(?={Han})")]
    private static partial Regex BetweenHan();

    [GeneratedRegex($@"(?<!{Han}){Han}(?:[^\p{{L}}\p{{N}}]{{1,2}}{Han}(?!{Han})){{2,}}")]
    private static partial Regex SingleHan();

    [GeneratedRegex(@"(?<=[a-z])[*_.\-|~^·'/\\](?=[a-z0-9@$])")]
    private static partial Regex InsideWord();

    // The separator must be the same throughout: a wider gap ends the word.
    [GeneratedRegex(
        @"(?<![a-z0-9@$])[a-z0-9@$](?<gap>[^\p{L}\p{N}\n@$]{1,3})[a-z0-9@$](?:\k<gap>[a-z0-9@$])+(?![a-z0-9@$])")]
    private static partial Regex SingleLetters();

    [GeneratedRegex(@"([a-z])\1{2,}")]
    private static partial Regex RepeatedLetter();

    [GeneratedRegex(@"[^\p{L}\p{N}@$]+", RegexOptions.NonBacktracking)]
    private static partial Regex NonCharacters();
}
