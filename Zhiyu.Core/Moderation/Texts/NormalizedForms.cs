using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>The forms of a text in which rules search.</summary>
/// <param name="Normalized">As a person reads it, with upper case, where secrets are found.</param>
/// <param name="Plain">Folded to the simplest form of each character, with the lines of a paragraph joined.</param>
/// <param name="Joined">The same with split words joined.</param>
/// <param name="Digits">All numbers as digits.</param>
/// <param name="Addresses">With the dots and at signs of addresses restored.</param>
/// <param name="Words">The distinct readings in which terms are searched.</param>
internal sealed partial record NormalizedForms(
    string Normalized, string Plain, string Joined, string Digits, string Addresses, IReadOnlyList<string> Words)
{
    /// <summary>
    /// The most characters that are read: twice the texts of a post. One compatibility character can expand to up to 18
    /// characters, so the written length is no limit for the read length.
    /// </summary>
    public const int MaxCharacters = 500_000;

    private readonly Dictionary<(string, WordSets.Marker), string> _marked = [];

    /// <summary>A reading with words replaced by marks, cached for all patterns.</summary>
    public string Marked(string reading, WordSets.Marker marker)
    {
        if (_marked.TryGetValue((reading, marker), out var marked)) return marked;
        return _marked[(reading, marker)] = marker.Mark(reading);
    }

    /// <summary>False when the text was too long to be read completely.</summary>
    public bool IsComplete { get; private init; }

    public static NormalizedForms Of(string text, Confusables confusables)
    {
        var whole = Texts.NormalizedText.Of(text);
        var normalized = whole.Length > MaxCharacters ? whole[..MaxCharacters] : whole;
        var plain = confusables.Fold(normalized);
        // Digits keep their lines, because numbers below each other are separate; a phrase may continue on the next
        // line.
        var flowing = LineEnd.Replace(plain, " ");
        var joined = Deobfuscation.Of(flowing);
        return new NormalizedForms(
            normalized,
            flowing,
            joined,
            confusables.Digits(plain),
            AddressDeobfuscation.Of(flowing),
            [
                .. new[] { flowing, joined }.Distinct()
                    .SelectMany(each => confusables.Unleet(each).Prepend(each)).Distinct(),
            ])
        {
            IsComplete = normalized.Length == whole.Length,
        };
    }

    [GeneratedRegex(@"(?<!\n) ?\n(?!\n)")]
    private static partial Regex LineEnd { get; }
}
