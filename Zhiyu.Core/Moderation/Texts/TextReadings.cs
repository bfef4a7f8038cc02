using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>The same text in the readings in which rules look for things.</summary>
/// <param name="Legible">As a person reads it, upper case and all: where secrets are found.</param>
/// <param name="Plain">Folded to the simplest form of each character.</param>
/// <param name="Joined">The same without what takes words apart.</param>
/// <param name="Digits">Numbers in digits, however they were written.</param>
/// <param name="Words">All readings in which a term may stand, without repetitions.</param>
internal sealed partial record TextReadings(
    string Legible, string Plain, string Joined, string Digits, IReadOnlyList<string> Words)
{
    public static TextReadings Of(string text, Folding folding)
    {
        var legible = Texts.Legible.Of(text);
        var plain = folding.Fold(legible);
        var joined = Joining.Of(plain);
        return new TextReadings(
            legible,
            plain,
            joined,
            Numeral().Replace(plain, number => Folding.Apply(folding.Numerals, number.Value)),
            [.. folding.Leet.Select(leet => Unleet(joined, leet)).Prepend(joined).Prepend(plain).Distinct()]);
    }

    private static string Unleet(
        string joined, System.Collections.Frozen.FrozenDictionary<char, char> leet) =>
        Disguise().Replace(joined, word => Folding.Apply(leet, word.Value));

    // A word in which there is at least one letter, and at least one sign that may stand for another.
    [GeneratedRegex(@"(?<![a-z0-9@$])(?=[0-9@$!|+]*[a-z])[a-z0-9@$!|+]*[0-9@$!|+][a-z0-9@$!|+]*",
        RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Disguise();

    // Seven and more, so that 三三两两 and 一五一十 stay words.
    [GeneratedRegex("[0-9零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖](?:[ -]?[0-9零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]){6,}",
        RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Numeral();
}
