using System.Text;

namespace Zhiyu.Core.Text;

/// <summary>Normalizes texts to NFKC: width variants and compatibility forms become the plain character.</summary>
internal static class TextNormalization
{
    private static readonly Rune NoCharacter = new(0xFFFE);

    /// <summary>Lone surrogates and U+FFFE cannot be normalized; they become U+FFFD.</summary>
    public static string Of(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) valid.Append(rune == NoCharacter ? Rune.ReplacementChar : rune);
        return valid.ToString().Normalize(NormalizationForm.FormKC);
    }
}
