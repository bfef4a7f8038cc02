using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>The same text in the readings in which rules look for things.</summary>
/// <param name="Legible">As a person reads it, upper case and all: where secrets are found.</param>
/// <param name="Plain">Folded to the simplest form of each character, lines of a paragraph in one.</param>
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
        // Numbers below each other are several, but a phrase goes on in the next line.
        var flowing = LineEnd.Replace(plain, " ");
        var joined = Joining.Of(flowing);
        return new TextReadings(
            legible,
            flowing,
            joined,
            folding.Digits(plain),
            [.. new[] { flowing, joined }.Distinct().SelectMany(each => folding.Unleet(each).Prepend(each)).Distinct()]);
    }

    [GeneratedRegex(@"(?<!\n) ?\n(?!\n)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LineEnd { get; }
}
