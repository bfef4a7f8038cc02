using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Reads how long a server asks to wait, in the many forms that servers use, with an upper limit.</summary>
internal static partial class RetryAfter
{
    /// <summary>The upper limit: after this time a retry is made in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Larger numbers are Unix time, in seconds or in milliseconds.
    private const double FirstInstant = 1e9;
    private const double FirstInstantInMs = 1e11;

    /// <summary>Null when no wait can be read.</summary>
    /// <param name="body">The body of the refusal, where some servers state it.</param>
    public static TimeSpan? Of(HttpResponseHeaders headers, string body, DateTimeOffset now)
    {
        if (Value(headers, "retry-after-ms") is { } ms && Number(ms) is { } milliseconds)
            return Capped(milliseconds / 1000);
        if (Value(headers, "Retry-After") is { } value && Seconds(value, now) is { } seconds) return Capped(seconds);
        return Resets(headers, now) ?? OfBody(body);
    }

    // The reset time of the limits that are used up; of all limits when no remainder is reported.
    private static TimeSpan? Resets(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var resets = (
            from header in headers
            where header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase)
                && header.Key.Contains("reset", StringComparison.OrdinalIgnoreCase)
            let seconds = Seconds(header.Value.FirstOrDefault() ?? "", now)
            where seconds is not null
            let left = Value(headers, header.Key.Replace("reset", "remaining", StringComparison.OrdinalIgnoreCase))
            select (Seconds: seconds.Value, Left: left is null ? null : Number(left))).ToList();
        if (resets.Exists(reset => reset.Left <= 0)) resets.RemoveAll(reset => reset.Left is null or > 0);
        return resets.Count == 0 ? null : Capped(resets.Max(reset => reset.Seconds));
    }

    // Google's details, and OpenAI's message.
    private static TimeSpan? OfBody(string body) =>
        InBody().Match(body) is { Success: true } match && Duration(match.Groups["time"].Value) is { } seconds
            ? Capped(seconds)
            : null;

    private static TimeSpan Capped(double seconds) =>
        seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(Math.Max(0, seconds));

    /// <summary>Seconds from a number, a duration such as 1m30s, or a point in time.</summary>
    private static double? Seconds(string text, DateTimeOffset now) => Number(text) switch
    {
        { } number => number switch
        {
            >= FirstInstantInMs => (number / 1000) - now.ToUnixTimeSeconds(),
            >= FirstInstant and < int.MaxValue => Math.Max(number - now.ToUnixTimeSeconds(), 0),
            _ => number,
        },
        null => Duration(text) ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var at) ? (at - now).TotalSeconds : null),
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && !double.IsNaN(number) ? number : null;

    private static double? Duration(string text)
    {
        if (Durations().Match(text.Trim()) is not { Success: true } match) return null;
        return Part("h") * 3600 + Part("m") * 60 + Part("s") + Part("ms") / 1000;

        double Part(string unit) => Number(match.Groups[unit].Value) ?? 0;
    }

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null;

    [GeneratedRegex(
        @"\A(?=\S)((?<h>\d+(\.\d+)?)h)?((?<m>\d+(\.\d+)?)m(?!s))?((?<s>\d+(\.\d+)?)s)?((?<ms>\d+(\.\d+)?)ms)?\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Durations();

    [GeneratedRegex(
        """("retryDelay"\s*:\s*"|(try|retry) again in )(?<time>[0-9.hms]{1,20}?)("|\.?\s|\.?\z|\.")""",
        RegexOptions.IgnoreCase)]
    private static partial Regex InBody();
}
