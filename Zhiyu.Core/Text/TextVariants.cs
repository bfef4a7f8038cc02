using System.Text.RegularExpressions;

namespace Zhiyu.Core.Text;

/// <summary>The forms in which people read a text: moderation looks at all of them.</summary>
internal sealed partial record TextVariants(string Written, string Shown, string Listed)
{
    /// <summary>
    /// Each form once. The last is the page's without the marks that its reader and ours may pair in other ways.
    /// </summary>
    public IEnumerable<string> All =>
        new[] { Written, Shown, Listed, string.Concat(Shown.Where(c => !"*_~`".Contains(c))) }
            .Distinct(StringComparer.Ordinal);

    public static TextVariants Of(string text) => new(
        text,
        MarkdownReading.Of(text) is MarkdownReading.Shown shown
            ? string.Join('\n', shown.Addresses.Prepend(shown.Text.Trim('\n')))
            : text,
        // As web/src/text/excerpt.ts has it, which knows no more of Markdown than this.
        Mark.Replace(LineStart.Replace(Link.Replace(Fence.Replace(text, " "), "$1"), ""), ""));

    /// <summary>Of several texts, one below the other.</summary>
    public static TextVariants Of(IReadOnlyList<string> texts)
    {
        var forms = texts.Select(Of).ToList();
        return new TextVariants(
            Join(forms, form => form.Written), Join(forms, form => form.Shown), Join(forms, form => form.Listed));
    }

    private static string Join(IEnumerable<TextVariants> forms, Func<TextVariants, string> form) =>
        string.Join('\n', forms.Select(form));

    [GeneratedRegex(@"```[\s\S]*?(?:```|\z)", RegexOptions.NonBacktracking)]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^\s{0,3}(?:#{1,6}|>|[-*+]|[0-9]+\.)\s+", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex LineStart { get; }

    [GeneratedRegex(@"\*\*|__|~~|`", RegexOptions.NonBacktracking)]
    private static partial Regex Mark { get; }
}
