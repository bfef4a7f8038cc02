using System.Globalization;
using static System.FormattableString;

namespace Zhiyu.Core.Search;

/// <summary>A place in the results of one search.</summary>
/// <param name="Skip">How many matches come before it, readable or not.</param>
/// <param name="AsOf">When the search began: later pages leave out what was written since, and so stay in place.</param>
/// <param name="Search">The search that it belongs to, as <see cref="FingerprintOf"/>.</param>
public sealed record SearchCursor(int Skip, DateTimeOffset AsOf, string Search)
{
    /// <summary>How deep one can page.</summary>
    public const int MaxSkip = 1_000;

    public override string ToString() => Invariant($"{Skip}.{AsOf.UtcTicks}.{Search}");

    /// <summary>Null for a text that is no cursor.</summary>
    public static SearchCursor? Parse(string text) => text.Split('.') is [var skip, var asOf, var search]
        && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxSkip
        && long.TryParse(asOf, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new SearchCursor(number, new DateTimeOffset(ticks, TimeSpan.Zero), search)
            : null;

    /// <summary>What tells one search from another.</summary>
    public static string FingerprintOf(params IEnumerable<string?> parts) =>
        Text.Base32.Hash(string.Join('\n', parts));
}
