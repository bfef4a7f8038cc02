using System.Text.RegularExpressions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// Prepares a server's error message for runs and logs: bounded, on one line, without secrets, and without text
/// repeated from the prompt.
/// </summary>
internal static partial class ProviderErrorText
{
    private const string Ellipsis = "…";
    private const int LongestRead = 2_000;
    private const int LongestShown = 300;

    // Longer matches with the prompt are not by chance: 8 Chinese characters, or 24 letters.
    private const int MinEcho = 8;
    private const int MinEchoOfLetters = 24;

    /// <summary>Empty when there is no message, or the message is an HTML page.</summary>
    public static string Of(string message, string apiKey, string prompt)
    {
        if (IsPage(message)) return "";
        var text = VisibleText.OneLine(message.Length > LongestRead ? message[..LongestRead] : message).Trim();
        if (apiKey.Length > 0) text = text.Replace(apiKey, Ellipsis, StringComparison.Ordinal);
        text = WithoutEcho(Secret().Replace(text, Ellipsis), prompt).Trim().TrimEnd('.');
        if (text.Length <= LongestShown) return text;
        var end = char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return text[..end] + Ellipsis;
    }

    public static bool IsPage(string text) => text.AsSpan().TrimStart().StartsWith("<");

    private static string WithoutEcho(string text, string prompt)
    {
        for (var start = 0; start + MinEcho <= text.Length; start++)
        {
            var length = SharedLength(text, start, prompt);
            var isAscii = !text.AsSpan(start, length).ContainsAnyExceptInRange('\0', '\x7f');
            if (length < (isAscii ? MinEchoOfLetters : MinEcho)) continue;
            text = string.Concat(text.AsSpan(0, start), Ellipsis, text.AsSpan(start + length));
        }

        return text;
    }

    // The length of the longest text from this position that the prompt also contains.
    private static int SharedLength(string text, int start, string prompt)
    {
        var length = 0;
        for (var step = MinEcho; step > 0;)
        {
            if (start + length + step <= text.Length
                && prompt.AsSpan().Contains(text.AsSpan(start, length + step), StringComparison.Ordinal))
                length += step;
            else
                step /= 2;
        }

        return length;
    }

    // Keys by the providers' prefixes, bearer tokens, users and secrets in URLs, and long runs of letters and digits.
    [GeneratedRegex(
        """
        \b(bearer|basic)\s+[^\s"',;]+
        | \b(sk|pk|rk|ak|gsk|xai|key|org|proj|eyJ|AKIA|AIza|hf|ghp|nvapi)[-_][-\w.*]{3,}
        | \b(eyJ|AKIA|AIza)[-\w.*]{8,}
        | (?<=://)[^\s/@]+@
        | (?<=[?&][\w-]{0,20}(key|token|sig|signature|secret|password|code)=)[^\s&"']+
        | [A-Za-z0-9_+/=]{32,}
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Secret();
}
