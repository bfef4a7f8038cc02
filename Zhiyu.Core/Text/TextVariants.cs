using System.Text.RegularExpressions;

namespace Zhiyu.Core.Text;

/// <summary>The forms in which people see a text; moderation checks all of them.</summary>
internal sealed partial record TextVariants(string Written, string Shown, string Listed)
{
    /// <summary>
    /// The distinct forms. The last one is the page's without emphasis marks, which its Markdown library and ours may
    /// pair differently.
    /// </summary>
    public IEnumerable<string> All =>
        new[] { Written, Shown, Listed, string.Concat(Shown.Where(c => !"*_~`".Contains(c))) }
            .Distinct(StringComparer.Ordinal);

    public static TextVariants Of(string text) => new(
        text,
        MarkdownReading.Of(text) is MarkdownReading.Shown shown
            ? string.Join('\n', shown.Addresses.Prepend(shown.Text.Trim('\n')))
            : text,
        // As in web/src/text/excerpt.ts, which supports only this part of Markdown.
        Mark.Replace(LineStart.Replace(Link.Replace(Fence.Replace(text, " "), "$1"), ""), ""));

    /// <summary>Several texts, one below the other.</summary>
    public static TextVariants Of(IReadOnlyList<string> texts)
    {
        var variants = texts.Select(Of).ToList();
        return new TextVariants(
            Join(variants, variant => variant.Written),
            Join(variants, variant => variant.Shown),
            Join(variants, variant => variant.Listed));
    }

    private static string Join(IEnumerable<TextVariants> variants, Func<TextVariants, string> selector) =>
        string.Join('\n', variants.Select(selector));

    [GeneratedRegex(@"```[\s\S]*?(?:```|\z)", RegexOptions.NonBacktracking)]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^\s{0,3}(?:#{1,6}|>|[-*+]|[0-9]+\.)\s+", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex LineStart { get; }

    [GeneratedRegex(@"\*\*|__|~~|`", RegexOptions.NonBacktracking)]
    private static partial Regex Mark { get; }
}
