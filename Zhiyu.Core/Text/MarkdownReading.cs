using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using static System.FormattableString;

namespace Zhiyu.Core.Text;

/// <summary>
/// A Markdown text as the page shows it. The page uses another library (<c>web/src/prose/markdown.ts</c>) with the same
/// extensions; a test compares both renderers.
/// </summary>
internal abstract record MarkdownReading
{
    /// <summary>The nesting of lists, quotes, emphasis and links. The page has the same limits.</summary>
    public const int MaxNesting = 20;
    public const int MaxColumns = 50;
    public const int MaxCells = 2_000;

    internal static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables(new PipeTableOptions { RequireHeaderSeparator = true, UseHeaderForColumnCount = true })
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseCjkFriendlyEmphasis()
        .Build();

    private MarkdownReading()
    {
    }

    /// <param name="Text">The visible text.</param>
    /// <param name="Addresses">The targets and titles of its links.</param>
    public sealed record Shown(string Text, IReadOnlyList<string> Addresses) : MarkdownReading;

    /// <summary>It would take a browser too long to render; the page shows the source text.</summary>
    /// <param name="Fault">The fault, to follow the name of its field.</param>
    public sealed record Beyond(string Fault) : MarkdownReading;

    public static MarkdownReading Of(string markdown)
    {
        if (TableWidths.FaultOf(markdown) is { } tableFault) return new Beyond(tableFault);
        try
        {
            var visitor = new MarkdownVisitor();
            if (visitor.Visit(Markdown.Parse(markdown, Pipeline))) return new Shown(visitor.Text, visitor.Addresses);
        }
        catch (ArgumentException)
        {
            // The library's own limits: 128 nested blocks, 10,000 marks in one paragraph.
        }

        return new Beyond(Invariant($"must not nest more than {MaxNesting} lists, quotes, emphasis and links"));
    }

    /// <summary>The fault of a text for the page; null when there is none.</summary>
    public static string? FaultOf(string markdown) => Of(markdown) switch
    {
        Beyond beyond => beyond.Fault,
        Shown { Addresses: [], Text: var text } when VisibleText.IsBlank(text) => "must not be blank",
        _ => null,
    };
}
