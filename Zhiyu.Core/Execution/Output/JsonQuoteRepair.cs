using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Repairs quotes that models often get wrong in JSON.</summary>
internal static partial class JsonQuoteRepair
{
    /// <summary>
    /// Replaces smart quotes where JSON needs straight ones, and escapes stray straight quotes (<c>"他说"不"。"</c>) and
    /// stray backslashes.
    /// </summary>
    public static string Of(string text) =>
        Backslash().Replace(
            StrayQuote().Replace(SmartQuote().Replace(text, "\""), "\\\""),
            escape => escape.Groups["escaped"].Success ? escape.Value : @"\\");

    // The number of spaces is limited: otherwise a text of only spaces would be scanned again for each quote.
    [GeneratedRegex(@"(?<=[{,\[:]\s{0,20})[“”„‟＂]|[“”‟＂](?=\s{0,20}[}\],:])")]
    private static partial Regex SmartQuote();

    [GeneratedRegex(@"(?<![{,\[:]\s{0,20})(?<!\\)""(?!\s{0,20}([}\],:]|\z))")]
    private static partial Regex StrayQuote();

    [GeneratedRegex(@"\\(?<escaped>[""'\\/bfnrtu])?")]
    private static partial Regex Backslash();
}
