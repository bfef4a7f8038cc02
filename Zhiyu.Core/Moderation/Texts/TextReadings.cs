using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>The same text in the readings in which rules look for things.</summary>
/// <param name="Legible">As a person reads it, upper case and all: where secrets are found.</param>
/// <param name="Plain">Folded to the simplest form of each character, lines of a paragraph in one.</param>
/// <param name="Joined">The same without what takes words apart.</param>
/// <param name="Digits">Numbers in digits, however they were written.</param>
/// <param name="Addresses">With the dots and at signs of addresses, however they were written.</param>
/// <param name="Words">All readings in which a term may stand, without repetitions.</param>
internal sealed partial record TextReadings(
    string Legible, string Plain, string Joined, string Digits, string Addresses, IReadOnlyList<string> Words)
{
    /// <summary>
    /// As much of a text as is read: twice what a post's texts may have. Compatibility forms can stand for up to 18
    /// characters each, so that what is written is no bound of what is read.
    /// </summary>
    public const int MostCharacters = 500_000;

    private readonly Dictionary<(string, WordSets.Marker), string> _marked = [];

    /// <summary>One of the readings with marks in the place of words, made once for all patterns.</summary>
    public string Marked(string reading, WordSets.Marker marker)
    {
        if (_marked.TryGetValue((reading, marker), out var marked)) return marked;
        return _marked[(reading, marker)] = marker.Mark(reading);
    }

    /// <summary>False when it was too long to be read to its end.</summary>
    public bool IsWhole { get; private init; }

    public static TextReadings Of(string text, Confusables folding)
    {
        var whole = Texts.NormalizedText.Of(text);
        var legible = whole.Length > MostCharacters ? whole[..MostCharacters] : whole;
        var plain = folding.Fold(legible);
        // Numbers below each other are several, but a phrase goes on in the next line.
        var flowing = LineEnd.Replace(plain, " ");
        var joined = Deobfuscation.Of(flowing);
        return new TextReadings(
            legible,
            flowing,
            joined,
            folding.Digits(plain),
            AddressSigns.Of(flowing),
            [
                .. new[] { flowing, joined }.Distinct()
                    .SelectMany(each => folding.Unleet(each).Prepend(each)).Distinct(),
            ])
        {
            IsWhole = legible.Length == whole.Length,
        };
    }

    [GeneratedRegex(@"(?<!\n) ?\n(?!\n)")]
    private static partial Regex LineEnd { get; }
}
