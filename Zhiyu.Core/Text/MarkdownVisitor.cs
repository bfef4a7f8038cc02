using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Zhiyu.Core.Text;

/// <summary>Puts together what of a parsed text is to be read.</summary>
internal sealed class MarkdownVisitor
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _addresses = [];
    private int _depth;

    public string Text => _text.ToString();

    public IReadOnlyList<string> Addresses => _addresses;

    /// <summary>False when it nests too deep; then it was not walked to its end.</summary>
    public bool Take(MarkdownObject part)
    {
        var nests = part is QuoteBlock or ListBlock or EmphasisInline or LinkInline { IsImage: false };
        if (nests && _depth == MarkdownReading.MaxNesting) return false;
        _depth += nests ? 1 : 0;
        var isWhole = part is Block block ? TakeBlock(block) : TakeInline((Inline)part);
        _depth -= nests ? 1 : 0;
        return isWhole;
    }

    private bool TakeBlock(Block block)
    {
        var isWhole = block switch
        {
            // Only those that are used are shown, where they are.
            LinkReferenceDefinitionGroup => true,
            CodeBlock code => Append(code.Lines.ToString()),
            LeafBlock { Inline: { } inline } => Take(inline),
            ContainerBlock blocks => blocks.All(Take),
            _ => true,
        };
        _text.Append('\n');
        return isWhole;
    }

    private bool TakeInline(Inline inline) => inline switch
    {
        LiteralInline literal => Append(literal.Content.ToString()),
        CodeInline code => Append(code.Content),
        LineBreakInline => Append("\n"),
        HtmlEntityInline entity => Append(entity.Transcoded.ToString()),
        AutolinkInline address => Append(address.Url),
        LinkInline link => TakeLink(link),
        DelimiterInline mark => Append(mark.ToLiteral()) && mark.All(Take),
        ContainerInline inlines => inlines.All(Take),
        _ => true,
    };

    private bool TakeLink(LinkInline link)
    {
        var start = _text.Length;
        if (!link.All(Take)) return false;
        // The page shows the address of a picture that is not described.
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
