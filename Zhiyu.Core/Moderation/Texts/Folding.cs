using System.Collections.Frozen;
using System.Text;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>Which characters are written for which others.</summary>
/// <param name="Letters">What looks like another letter, or is another form of the same character.</param>
/// <param name="Leet">Digits and signs as letters; where one stands for several, each is a reading of its own.</param>
/// <param name="Numerals">Numerals of other scripts as digits.</param>
internal sealed record Folding(
    FrozenDictionary<char, char> Letters,
    IReadOnlyList<FrozenDictionary<char, char>> Leet,
    FrozenDictionary<char, char> Numerals)
{
    public static readonly Folding None =
        new(FrozenDictionary<char, char>.Empty, [], FrozenDictionary<char, char>.Empty);

    public static string Apply(FrozenDictionary<char, char> map, string text) => map.Count == 0
        ? text
        : string.Create(text.Length, (map, text), static (folded, from) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = from.map.TryGetValue(from.text[i], out var to) ? to : from.text[i];
        });

    /// <summary>Lower case, without marks over and under letters, without what looks like something else.</summary>
    public string Fold(string legible)
    {
        var bare = new StringBuilder(legible.Length);
        foreach (var rune in legible.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.EnclosingMark))
                bare.Append(Rune.ToLowerInvariant(rune));
        return Apply(Letters, bare.ToString());
    }
}
