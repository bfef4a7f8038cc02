namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Mobile numbers of China: 11 digits that begin with 13 to 19, with or without the country code.</summary>
internal static class MobileNumbers
{
    private static readonly string[] Countries = ["", "86", "0086"];

    private static readonly int[][] UsualGroupings =
        [[3, 4, 4], [3, 8], [4, 3, 4], [7, 4], [5, 4, 4], [5, 8], [7, 4, 4]];

    public static IEnumerable<Part> In(string found) =>
        from window in DigitGroups.Of(found).Windows(11, 15)
        where Countries.Any(country => IsMobile(window.Digits, country))
        where window.Groups <= 5 || window.IsSpelled
        select window.Part with { NeedsCue = !IsClear(window) };

    private static bool IsMobile(string digits, string country) =>
        digits.Length == country.Length + 11 && digits.StartsWith(country, StringComparison.Ordinal)
        && digits[country.Length] == '1' && digits[country.Length + 1] >= '3';

    // In other groupings, it may be several numbers in a row.
    private static bool IsClear(DigitWindow window) =>
        window.Groups == 1
        || (window.HasLeadingZero && (window.IsUniform || IsUsual(window)))
        || (!window.IsDivided && (window.IsSpelled || IsUsual(window)));

    private static bool IsUsual(DigitWindow window) => UsualGroupings.Any(sizes => window.HasSizes(sizes));
}
