using System.Text;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>
/// A text as it can be read: one width, one form of each character, nothing that nobody sees, one space for any.
/// </summary>
internal static class NormalizedText
{
    public static string Of(string text)
    {
        // Compatibility forms go first: some of them stand for what nobody sees.
        var composed = TextNormalization.Of(text.ReplaceLineEndings("\n"));
        var legible = new StringBuilder(composed.Length);
        foreach (var rune in composed.EnumerateRunes())
        {
            if (rune.Value == '\n') legible.Append('\n');
            else if (Rune.IsWhiteSpace(rune) || VisibleText.IsBlankSign(rune.Value)) AppendSpace(legible);
            else if (!Rune.IsControl(rune) && !VisibleText.IsInvisible(rune.Value)) legible.Append(rune);
        }

        // Again: what stood apart before may compose now.
        return legible.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static void AppendSpace(StringBuilder legible)
    {
        if (legible is { Length: > 0 } && legible[^1] is ' ' or '\n') return;
        legible.Append(' ');
    }
}
