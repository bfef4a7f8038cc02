using System.Globalization;
using System.Text.RegularExpressions;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>A position in the stream, as text that sorts by time: an event, or a time between events.</summary>
internal static partial class StreamPosition
{
    private const int TicksLength = 19;

    /// <summary>Sorts before all events of the same time.</summary>
    public static string Of(DateTimeOffset at) => at.UtcTicks.ToString("d19", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset at, string eventId) => $"{Of(at)}-{eventId}";

    public static DateTimeOffset TimeOf(string position) => new(
        long.Parse(position.AsSpan(0, TicksLength), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static bool IsPosition(string text) => Form.IsMatch(text)
        && string.CompareOrdinal(text[..TicksLength], Of(DateTimeOffset.MaxValue)) <= 0
        && (text.Length == TicksLength || Ids.IsEvent(text[(TicksLength + 1)..]));

    /// <summary>The later one of two.</summary>
    public static string Max(string one, string other) => IsBefore(one, other) ? other : one;

    public static bool IsBefore(string one, string other) => string.CompareOrdinal(one, other) < 0;

    [GeneratedRegex(@"\A[0-9]{19}(-.*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }
}
