using System.Text.RegularExpressions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// What a server says of a fault, as it may stand on a run and in a log: bounded, on one line, without secrets, and
/// without what it repeats of the prompt.
/// </summary>
internal static partial class ProviderErrorText
{
    private const string Gone = "…";
    private const int LongestRead = 2_000;
    private const int LongestShown = 300;

    // As much of the prompt in a row is no chance: of Chinese, and of letters, which make longer words.
    private const int Echo = 8;
    private const int EchoOfLetters = 24;

    /// <summary>Empty when it says nothing, or a page of HTML.</summary>
    public static string Of(string said, string apiKey, string prompt)
    {
        if (IsPage(said)) return "";
        var text = VisibleText.OneLine(said.Length > LongestRead ? said[..LongestRead] : said).Trim();
        if (apiKey.Length > 0) text = text.Replace(apiKey, Gone, StringComparison.Ordinal);
        text = WithoutEcho(Secret().Replace(text, Gone), prompt).Trim().TrimEnd('.');
        if (text.Length <= LongestShown) return text;
        var end = char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return text[..end] + Gone;
    }

    public static bool IsPage(string text) => text.AsSpan().TrimStart().StartsWith("<");

    private static string WithoutEcho(string text, string prompt)
    {
        for (var start = 0; start + Echo <= text.Length; start++)
        {
            var length = Shared(text, start, prompt);
            if (length < (text.AsSpan(start, length).ContainsAnyExceptInRange('\0', '\x7f') ? Echo : EchoOfLetters))
                continue;
            text = string.Concat(text.AsSpan(0, start), Gone, text.AsSpan(start + length));
        }

        return text;
    }

    // The longest beginning at a place that the prompt has too.
    private static int Shared(string text, int start, string prompt)
    {
        var length = 0;
        for (var step = Echo; step > 0;)
        {
            if (start + length + step <= text.Length
                && prompt.AsSpan().Contains(text.AsSpan(start, length + step), StringComparison.Ordinal))
                length += step;
            else
                step /= 2;
        }

        return length;
    }

    // Keys by how providers begin them, bearer tokens, users and secrets in addresses, and long runs of letters and
    // digits.
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
