using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>Characters that are written in place of others.</summary>
/// <param name="Letters">Look-alike letters and variants of the same character.</param>
/// <param name="Leet">
/// Digits and signs used as letters (leetspeak); a sign with several meanings gives several readings.
/// </param>
/// <param name="Numerals">Numerals of other scripts as digits.</param>
/// <param name="Spelled">Words for single digits.</param>
internal sealed partial record Confusables(
    FrozenDictionary<char, char> Letters,
    IReadOnlyList<FrozenDictionary<char, char>> Leet,
    FrozenDictionary<char, char> Numerals,
    FrozenDictionary<string, char> Spelled)
{
    public static readonly Confusables None = new(
        FrozenDictionary<char, char>.Empty,
        [],
        FrozenDictionary<char, char>.Empty,
        FrozenDictionary<string, char>.Empty);

    // A word with at least one letter and one sign that may stand for a letter.
    private readonly Regex _disguise = new(
        $"(?<![a-z{Class(Leet)}])(?=[{Class(Leet)}]*[a-z])[a-z{Class(Leet)}]*[{Class(Leet)}][a-z{Class(Leet)}]*",
        RegexOptions.CultureInvariant);

    // At least seven, so that idioms such as 三三两两 and 一五一十 stay words.
    private readonly Regex _number = new(
        $"[{Class([Numerals])}](?:[ \\-、，,.·]?[{Class([Numerals])}]){{6,}}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // At least seven words, so that one or two stay words.
    private readonly Regex _spelled = new(
        $"(?:{Words(Spelled)})(?:[ \\-,.]{{1,2}}(?:{Words(Spelled)})){{6,}}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Lower case, without diacritics, with look-alikes replaced.</summary>
    public string Fold(string normalized)
    {
        var bare = new StringBuilder(normalized.Length);
        foreach (var rune in normalized.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                bare.Append(Simple(rune));
        return Apply(Letters, bare.ToString());
    }

    /// <summary>A folded text with its numbers as digits, and without ornaments between them.</summary>
    public string Digits(string plain) =>
        Ornament.Replace(
            _number.Replace(
                Spelled.Count == 0 ? plain : _spelled.Replace(plain, number => InDigits(number.Value)),
                number => Apply(Numerals, number.Value)),
            "-");

    /// <summary>The readings of a folded text with the signs in words as letters.</summary>
    public IEnumerable<string> Unleet(string plain) =>
        Leet.Select(signs => _disguise.Replace(plain, word => Apply(signs, word.Value)));

    // Digits of all scripts become ASCII digits.
    private static Rune Simple(Rune rune) => Rune.IsDigit(rune)
        ? new Rune((char)('0' + Rune.GetNumericValue(rune)))
        : Rune.ToLowerInvariant(rune);

    private static string Apply(FrozenDictionary<char, char> map, string text) =>
        string.Create(text.Length, (map, text), static (folded, from) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = from.map.TryGetValue(from.text[i], out var to) ? to : from.text[i];
        });

    private string InDigits(string words) => string.Concat(
        words.Split([' ', '-', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => Spelled[word]));

    private static string Words(FrozenDictionary<string, char> words) =>
        string.Join('|', words.Keys.Select(Regex.Escape).Order(StringComparer.Ordinal));

    private static string Class(IEnumerable<FrozenDictionary<char, char>> maps) =>
        "0-9" + string.Concat(maps.SelectMany(map => map.Keys).Distinct().Where(sign => !char.IsAsciiDigit(sign))
            .Order().Select(sign => $"\\u{(int)sign:x4}"));

    // Surrogates belong to emoji, two for each.
    [GeneratedRegex(@"(?<=[0-9])[\p{So}\p{Cs}·•_]{1,6}(?=[0-9])")]
    private static partial Regex Ornament { get; }
}
