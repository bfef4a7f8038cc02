using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using static System.FormattableString;

namespace Zhiyu.Core.Text;

/// <summary>
/// A text in Markdown as the page shows it. Another library than the page's (<c>web/src/prose/markdown.ts</c>) reads it,
/// with the same extensions; a test has the page's own renderer tell where they differ.
/// </summary>
internal abstract record MarkdownReading
{
    /// <summary>Lists, quotes, emphasis and links within each other. The page has the same bounds.</summary>
    public const int MaxNesting = 20;
    public const int MaxColumns = 50;
    public const int MaxCells = 2_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables(new PipeTableOptions { RequireHeaderSeparator = true, UseHeaderForColumnCount = true })
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseCjkFriendlyEmphasis()
        .Build();

    private MarkdownReading()
    {
    }

    /// <param name="Text">What is to be read.</param>
    /// <param name="Addresses">Where its links lead, and what is told of them when they are pointed at.</param>
    public sealed record Shown(string Text, IReadOnlyList<string> Addresses) : MarkdownReading;

    /// <summary>It would take a browser too long; the page shows the text as it was written.</summary>
    /// <param name="Fault">What is wrong with it, to follow the name of its field.</param>
    public sealed record Beyond(string Fault) : MarkdownReading;

    public static MarkdownReading Of(string markdown)
    {
        if (TableWidths.FaultOf(markdown) is { } wide) return new Beyond(wide);
        try
        {
            var walk = new MarkdownVisitor();
            if (walk.Take(Markdown.Parse(markdown, Pipeline))) return new Shown(walk.Text, walk.Addresses);
        }
        catch (ArgumentException)
        {
            // The library's own limits: 128 blocks within each other, 10,000 marks in one paragraph.
        }

        return new Beyond(Invariant($"must not nest more than {MaxNesting} lists, quotes, emphasis and links"));
    }

    /// <summary>What is wrong with a text that the page is to show; null when nothing is.</summary>
    public static string? FaultOf(string markdown) => Of(markdown) switch
    {
        Beyond beyond => beyond.Fault,
        Shown { Addresses: [], Text: var text } when VisibleText.IsBlank(text) => "must not be blank",
        _ => null,
    };
}
