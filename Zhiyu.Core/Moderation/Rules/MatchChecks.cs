namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Selects the parts of a match that the rule applies to.</summary>
internal delegate IEnumerable<Part> MatchCheck(string found);

/// <param name="NeedsCue">Whether it counts only with a cue word before it.</param>
internal readonly record struct Part(int At, int Length, bool NeedsCue = false);

/// <summary>Checks that patterns cannot express, by the names that the lists use.</summary>
internal static class MatchChecks
{
    public static readonly MatchCheck All = found => [new Part(0, found.Length)];

    public static readonly IReadOnlyDictionary<string, MatchCheck> ByName = new Dictionary<string, MatchCheck>
    {
        ["bank_card"] = BankCards,
        ["resident_id"] = ResidentIds,
        ["mobile"] = MobileNumbers.In,
        ["phone"] = Whole(IsPhone),
        ["mailbox"] = Whole(IsMailbox),
        ["random"] = Whole(IsRandom),
    };

    /// <summary>13 to 19 digits with the prefix of a known card scheme and a valid check digit (Luhn).</summary>
    public static bool IsBankCard(string text)
    {
        var digits = DigitsOf(text);
        if (digits.Length is < 13 or > 19 || !IsOfScheme(digits)) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }

    /// <summary>17 digits with a date of birth, and a valid check character (GB 11643).</summary>
    public static bool IsResidentId(string text)
    {
        var characters = text.Where(char.IsAsciiLetterOrDigit).ToArray();
        if (characters.Length != 18 || !characters[..17].All(char.IsAsciiDigit)) return false;
        var isDate = DateOnly.TryParseExact(characters.AsSpan(6, 8), "yyyyMMdd", out var birthDate);
        if (!isDate || birthDate.Year is < 1900 or > 2099) return false;
        // The weights are powers of two modulo 11, from right to left.
        var (sum, weight) = (0, 1);
        for (var i = 16; i >= 0; i--)
        {
            weight = weight * 2 % 11;
            sum += (characters[i] - '0') * weight;
        }

        return char.ToUpperInvariant(characters[17]) == "10X98765432"[sum % 11];
    }

    /// <summary>As long as a phone number (E.164), and not a sum: a plus sign only at the start.</summary>
    public static bool IsPhone(string text) => DigitsOf(text).Length >= 8 && text.IndexOf('+', 1) < 0;

    /// <summary>A person's address, not the user name of Git URLs.</summary>
    public static bool IsMailbox(string text) => !text.StartsWith("git@", StringComparison.Ordinal);

    /// <summary>Probably random: letters and digits, with at least 3 bits of entropy for each character.</summary>
    public static bool IsRandom(string text)
    {
        if (!text.Any(char.IsAsciiDigit) || !text.Any(char.IsAsciiLetter)) return false;
        var bits = text.CountBy(character => character)
            .Sum(count => -count.Value / (double)text.Length * Math.Log2(count.Value / (double)text.Length));
        return bits >= 3 || (text.Length < 12 && bits >= 2.5);
    }

    private static MatchCheck Whole(Func<string, bool> check) => found => check(found) ? All(found) : [];

    // Digits in one group, in groups whose first has at least four digits, or all single.
    private static IEnumerable<Part> BankCards(string found) =>
        from window in DigitGroups.Of(found).Windows(13, 19)
        where window.Groups is 1 || window.IsSpelled || (window.Groups <= 5 && window.First >= 4)
        where IsBankCard(window.Digits)
        select window.Part;

    private static IEnumerable<Part> ResidentIds(string found) =>
        from window in DigitGroups.Of(found).Windows(17, 18)
        let part = window.Part with { Length = window.Part.Length + CheckCharacter(found, window) }
        where IsResidentId(found.Substring(part.At, part.Length))
        select part;

    // The final X, which stands for ten, with the characters before it.
    private static int CheckCharacter(string found, DigitWindow window)
    {
        var rest = found.AsSpan(window.Part.At + window.Part.Length);
        return rest.EndsWith("x") && !rest.ContainsAnyInRange('0', '9') ? rest.Length : 0;
    }

    private static bool IsOfScheme(string digits) => digits[0] switch
    {
        '4' => digits.Length is 13 or 16 or 19,
        '5' => digits[1] is >= '1' and <= '5' && digits.Length == 16,
        '2' => digits[1] is >= '2' and <= '7' && digits.Length == 16,
        '3' => digits[1] is '4' or '7' or '5' or '6' && digits.Length is 14 or 15 or 16,
        '6' => digits[1] is '2' or '0' or '5' && digits.Length is >= 16,
        _ => false,
    };

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
