using System.Globalization;
using System.Text;

namespace Zhiyu.Core.Text;

/// <summary>
/// Splits a text into words. Width and case are normalized (NFKC); punctuation, white space, Markdown and invisible
/// characters are dropped. Each CJK character or emoji is a word, and so is each run of other letters and digits.
/// </summary>
internal static class WordTokenizer
{
    public static IReadOnlyList<string> Of(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var rune in Normalized(text).EnumerateRunes())
        {
            if (IsSingleRuneWord(rune))
            {
                End();
                words.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
            {
                word.Append(rune);
            }
            // Invisible characters and apostrophes do not end a word: don't, l'eau.
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

    /// <summary>
    /// The weight of a word: 1 for a CJK character, 2 for a word of letters, because most Chinese words have two
    /// characters.
    /// </summary>
    public static int WeightOf(string word) => IsSingleRuneWord(Rune.GetRuneAt(word, 0)) ? 1 : 2;

    private static string Normalized(string text) => TextNormalization.Of(text).ToLowerInvariant();

    private static bool IsSingleRuneWord(Rune rune) => rune.Value switch
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
