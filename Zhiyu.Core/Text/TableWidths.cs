using static System.FormattableString;

namespace Zhiyu.Core.Text;

/// <summary>Limits the size of Markdown tables: short rows are padded to the table's width.</summary>
internal static class TableWidths
{
    /// <summary>The fault of the text, to follow its field's name; null when there is none.</summary>
    public static string? FaultOf(string markdown)
    {
        var (columns, cells) = (0, 0);
        foreach (var row in markdown.AsSpan().EnumerateLines())
        {
            var line = row.Trim(" \t>");
            if (line.IsEmpty) columns = 0;
            else if (IsDelimiterRow(line)) columns = line.Trim('|').Count('|') + 1;
            cells += columns;
            if (columns > MarkdownReading.MaxColumns || cells > MarkdownReading.MaxCells)
                return Invariant($"must have tables of at most {MarkdownReading.MaxColumns} columns and ")
                    + Invariant($"{MarkdownReading.MaxCells} cells");
        }

        return null;
    }

    // The row between a table's header and its body.
    private static bool IsDelimiterRow(ReadOnlySpan<char> line) =>
        line.Contains('|') && line.Contains('-') && !line.ContainsAnyExcept("|-: \t");
}
