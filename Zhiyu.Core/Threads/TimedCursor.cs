namespace Zhiyu.Core.Threads;

/// <summary>The time with which a cursor begins, so that cursors sort newest first as text.</summary>
internal static class TimedCursor
{
    private const int TimeLength = 19;

    /// <summary>A cursor whose following entries are as old as this time, or older.</summary>
    public static string At(DateTimeOffset at) => $"{DateTimeOffset.MaxValue.Ticks - at.UtcTicks:d19}";

    /// <summary>Whether a text is such a time, a hyphen and an id.</summary>
    public static bool IsOf(string text, Func<string, bool> isId) =>
        text.Length > TimeLength && text[TimeLength] == '-'
        && text.AsSpan(0, TimeLength).IndexOfAnyExceptInRange('0', '9') < 0
        && isId(text[(TimeLength + 1)..]);
}
