using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Mends the quotes that models get wrong most often when they write JSON in prose.</summary>
internal static partial class JsonQuoteRepair
{
    /// <summary>
    /// Makes smart quotes straight where JSON wants one, and escapes the straight ones that stand where it wants none
    /// (<c>"他说"不"。"</c>), as well as backslashes that escape nothing.
    /// </summary>
    public static string Of(string text) =>
        Backslash().Replace(
            StrayQuote().Replace(SmartQuote().Replace(text, "\""), "\\\""),
            escape => escape.Groups["escaped"].Success ? escape.Value : @"\\");

    // The spaces around a quote are bounded, or a text of nothing but spaces would be walked for each quote.
    [GeneratedRegex(@"(?<=[{,\[:]\s{0,20})[“”„‟＂]|[“”‟＂](?=\s{0,20}[}\],:])")]
    private static partial Regex SmartQuote();

    [GeneratedRegex(@"(?<![{,\[:]\s{0,20})(?<!\\)""(?!\s{0,20}([}\],:]|\z))")]
    private static partial Regex StrayQuote();

    [GeneratedRegex(@"\\(?<escaped>[""'\\/bfnrtu])?")]
    private static partial Regex Backslash();
}
