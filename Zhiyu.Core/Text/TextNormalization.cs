using System.Text;

namespace Zhiyu.Core.Text;

/// <summary>Texts in Unicode's form NFKC: what is another width or form of a character becomes that character.</summary>
internal static class TextNormalization
{
    private static readonly Rune NoCharacter = new(0xFFFE);

    /// <summary>Half of a surrogate pair and U+FFFE have no normal form; they become U+FFFD.</summary>
    public static string Of(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune == NoCharacter ? Rune.ReplacementChar : rune);
        return whole.ToString().Normalize(NormalizationForm.FormKC);
    }
}
