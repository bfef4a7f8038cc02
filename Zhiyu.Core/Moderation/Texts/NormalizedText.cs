using System.Text;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>
/// A text in readable form: one width, one form of each character, no invisible characters, single spaces.
/// </summary>
internal static class NormalizedText
{
    public static string Of(string text)
    {
        // Compatibility forms are replaced first: some of them stand for invisible characters.
        var composed = TextNormalization.Of(text.ReplaceLineEndings("\n"));
        var normalized = new StringBuilder(composed.Length);
        foreach (var rune in composed.EnumerateRunes())
        {
            if (rune.Value == '\n') normalized.Append('\n');
            else if (Rune.IsWhiteSpace(rune) || VisibleText.IsBlankSign(rune.Value)) AppendSpace(normalized);
            else if (!Rune.IsControl(rune) && !VisibleText.IsInvisible(rune.Value)) normalized.Append(rune);
        }

        // Normalized again: characters that are now adjacent may compose.
        return normalized.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static void AppendSpace(StringBuilder normalized)
    {
        if (normalized is { Length: > 0 } && normalized[^1] is ' ' or '\n') return;
        normalized.Append(' ');
    }
}
