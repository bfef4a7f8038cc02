using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Moderation.Texts;

/// <summary>Which characters are written for which others.</summary>
/// <param name="Letters">What looks like another letter, or is another form of the same character.</param>
/// <param name="Leet">Digits and signs as letters; where one stands for several, each is a reading of its own.</param>
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

    // A word with a letter in it, and a sign that may stand for another.
    private readonly Regex _disguise = new(
        $"(?<![a-z{Class(Leet)}])(?=[{Class(Leet)}]*[a-z])[a-z{Class(Leet)}]*[{Class(Leet)}][a-z{Class(Leet)}]*",
        RegexOptions.CultureInvariant);

    // Seven and more, so that 三三两两 and 一五一十 stay words.
    private readonly Regex _number = new(
        $"[{Class([Numerals])}](?:[ \\-、，,.·]?[{Class([Numerals])}]){{6,}}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // As many words in a row, so that one or two of them stay words.
    private readonly Regex _spelled = new(
        $"(?:{Words(Spelled)})(?:[ \\-,.]{{1,2}}(?:{Words(Spelled)})){{6,}}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Lower case, without marks over and under letters, without what looks like something else.</summary>
    public string Fold(string legible)
    {
        var bare = new StringBuilder(legible.Length);
        foreach (var rune in legible.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                bare.Append(Simple(rune));
        return Apply(Letters, bare.ToString());
    }

    /// <summary>A folded text with its numbers in digits, and no ornaments between these.</summary>
    public string Digits(string plain) =>
        Ornament.Replace(
            _number.Replace(
                Spelled.Count == 0 ? plain : _spelled.Replace(plain, number => InDigits(number.Value)),
                number => Apply(Numerals, number.Value)),
            "-");

    /// <summary>A folded text as it reads when signs in words are letters.</summary>
    public IEnumerable<string> Unleet(string plain) =>
        Leet.Select(signs => _disguise.Replace(plain, word => Apply(signs, word.Value)));

    // Digits are the same ten in all scripts.
    private static Rune Simple(Rune rune) => Rune.IsDigit(rune)
        ? new Rune((char)('0' + Rune.GetNumericValue(rune)))
        : Rune.ToLowerInvariant(rune);

    private static string Apply(FrozenDictionary<char, char> map, string text) =>
        string.Create(text.Length, (map, text), static (folded, from) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = from.map.TryGetValue(from.text[i], out var to) ? to : from.text[i];
        });

    private string InDigits(string spelled) => string.Concat(
        spelled.Split([' ', '-', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => Spelled[word]));

    private static string Words(FrozenDictionary<string, char> spelled) =>
        string.Join('|', spelled.Keys.Select(Regex.Escape).Order(StringComparer.Ordinal));

    private static string Class(IEnumerable<FrozenDictionary<char, char>> maps) =>
        "0-9" + string.Concat(maps.SelectMany(map => map.Keys).Distinct().Where(sign => !char.IsAsciiDigit(sign))
            .Order().Select(sign => $"\\u{(int)sign:x4}"));

    // Half characters are those of emoji, two for each.
    [GeneratedRegex(@"(?<=[0-9])[\p{So}\p{Cs}·•_]{1,6}(?=[0-9])")]
    private static partial Regex Ornament { get; }
}
