namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Where words and numbers begin and end.</summary>
/// <remarks>
/// Not where regular expressions think they do (<c>\b</c>): to these, 电话13800138000 is one word.
/// </remarks>
internal static class Boundary
{
    /// <summary>Whether letters and digits at both ends of a part do not go on outside of it.</summary>
    public static bool IsAround(string text, int at, int length) =>
        !GoesOn(text, at - 1, at) && !GoesOn(text, at + length - 1, at + length);

    private static bool GoesOn(string text, int left, int right) =>
        left >= 0 && right < text.Length && char.IsAsciiLetterOrDigit(text[left])
        && char.IsAsciiLetterOrDigit(text[right]);
}
