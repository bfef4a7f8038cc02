using System.Globalization;
using System.Text;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// The words of a text and nothing else: widths and cases folded (NFKC), without punctuation, white space, Markdown
/// and invisible characters. A CJK character is a word, as is a run of other letters and digits, and an emoji.
/// </summary>
internal static class WordTokenizer
{
    public static IReadOnlyList<string> Of(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (IsWordOfItsOwn(rune))
            {
                End();
                words.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
            {
                word.Append(rune);
            }
            // An invisible character parts nothing; an apostrophe neither: don't, l'eau.
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not ('\'' or '’'))
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>How much a word says: a CJK character 1, a word of letters 2, as most Chinese words have two.</summary>
    public static int WeightOf(string word) => IsWordOfItsOwn(Rune.GetRuneAt(word, 0)) ? 1 : 2;

    private static string Folded(string text) => TextNormalization.Of(text).ToLowerInvariant();

    private static bool IsWordOfItsOwn(Rune rune) => rune.Value switch
    {
        >= 0x3040 and <= 0x30FF => rune.Value is not 0x30FB, // kana without the middle dot
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF => true,
        >= 0xAC00 and <= 0xD7A3 => true, // Hangul
        >= 0x20000 and <= 0x3FFFF => true,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol,
    };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark &&
        rune.Value is not (>= 0xFE00 and <= 0xFE0F);
}
