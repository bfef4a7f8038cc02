using System.Text.RegularExpressions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Search.Indexing;

/// <summary>A part of what a reader typed.</summary>
public abstract partial record SearchTerm(string Text)
{
    /// <summary>Found in any form that has the same stem, and as a part of longer Chinese words.</summary>
    public sealed record Word(string Text) : SearchTerm(Text);

    /// <summary>In quotation marks: found as it is.</summary>
    public sealed record Phrase(string Text) : SearchTerm(Text);

    /// <summary>With an asterisk at its end: the beginning of a word.</summary>
    public sealed record Prefix(string Text) : SearchTerm(Text);

    /// <summary>With a hash sign: a tag of the post.</summary>
    public sealed record Tag(string Text) : SearchTerm(Text);

    /// <summary>The terms of a text. What has no letters, digits or ideographs is left out.</summary>
    /// <remarks>Nothing is a fault: a quotation mark that is not closed quotes the rest.</remarks>
    public static IReadOnlyList<SearchTerm> Parse(string text) =>
    [
        .. Parts.Matches(text).Select(Of).Where(term => term.Text.Any(char.IsLetterOrDigit)
            || term.Text.EnumerateRunes().Any(Terms.IsIdeographic)),
    ];

    /// <summary>The form in which names and tags are compared.</summary>
    public static string Comparable(string text) => TextNormalization.Of(text.Trim()).ToLowerInvariant();

    private static SearchTerm Of(Match part)
    {
        if (part.Groups["phrase"] is { Success: true } phrase) return new Phrase(phrase.Value.Trim());
        var text = part.Value;
        if (text[0] is '#' or '＃') return new Tag(text[1..].TrimEnd('#', '＃'));
        return text[^1] is '*' or '＊' ? new Prefix(text.TrimEnd('*', '＊')) : new Word(text);
    }

    [GeneratedRegex(
        """["“”](?<phrase>[^"“”]*)["“”]?|「(?<phrase>[^」]*)」?|[^\s"“”「]+""", RegexOptions.NonBacktracking)]
    private static partial Regex Parts { get; }
}
