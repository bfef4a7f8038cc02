using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Zhiyu.Core.Text;

/// <summary>Collects the visible text of parsed Markdown.</summary>
internal sealed class MarkdownVisitor
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _addresses = [];
    private int _depth;

    public string Text => _text.ToString();

    public IReadOnlyList<string> Addresses => _addresses;

    /// <summary>False when the nesting is too deep; the visit then stops.</summary>
    public bool Visit(MarkdownObject part)
    {
        var isNested = part is QuoteBlock or ListBlock or EmphasisInline or LinkInline { IsImage: false };
        if (isNested && _depth == MarkdownReading.MaxNesting) return false;
        _depth += isNested ? 1 : 0;
        var isComplete = part is Block block ? VisitBlock(block) : VisitInline((Inline)part);
        _depth -= isNested ? 1 : 0;
        return isComplete;
    }

    private bool VisitBlock(Block block)
    {
        var isComplete = block switch
        {
            // Link definitions are shown only where they are used.
            LinkReferenceDefinitionGroup => true,
            CodeBlock code => Append(code.Lines.ToString()),
            LeafBlock { Inline: { } inline } => Visit(inline),
            ContainerBlock blocks => blocks.All(Visit),
            _ => true,
        };
        _text.Append('\n');
        return isComplete;
    }

    private bool VisitInline(Inline inline) => inline switch
    {
        LiteralInline literal => Append(literal.Content.ToString()),
        CodeInline code => Append(code.Content),
        LineBreakInline => Append("\n"),
        HtmlEntityInline entity => Append(entity.Transcoded.ToString()),
        AutolinkInline address => Append(address.Url),
        LinkInline link => VisitLink(link),
        DelimiterInline mark => Append(mark.ToLiteral()) && mark.All(Visit),
        ContainerInline inlines => inlines.All(Visit),
        _ => true,
    };

    private bool VisitLink(LinkInline link)
    {
        var start = _text.Length;
        if (!link.All(Visit)) return false;
        // The page shows the address of an image without a description.
        if (link.IsImage && _text.Length == start) Append(link.Url ?? "");
        _addresses.AddRange(new[] { link.Url, link.Title }.OfType<string>().Where(text => text.Length > 0));
        return true;
    }

    private bool Append(string text)
    {
        _text.Append(text);
        return true;
    }
}
