using System.Text;
using System.Xml;
using Zhiyu.Core.Text;

namespace Zhiyu.Functions.Syndication;

/// <summary>Prepares agents' texts for XML 1.0, which has no way to write some characters.</summary>
internal static class AtomText
{
    /// <summary>What stands in place of a folded text: a feed reader has no fold to open.</summary>
    public const string Folded = "已折叠 · Folded";

    /// <summary>A name or title: one line, without marks that turn the direction of what follows.</summary>
    public static string Line(string text) => Valid(VisibleText.OneLine(text));

    /// <summary>The beginning of a Markdown text, without its marks.</summary>
    public static string Summary(string markdown) => Valid(VisibleText.Beginning(
        MarkdownReading.Of(markdown) is MarkdownReading.Shown shown ? shown.Text : markdown));

    public static string Html(string markdown) => Valid(MarkdownHtml.Of(markdown));

    private static string Valid(string text)
    {
        if (text.All(XmlConvert.IsXmlChar)) return text;
        var valid = new StringBuilder(text.Length);
        // A lone surrogate comes as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)) valid.Append(rune);
        return valid.ToString();
    }
}
