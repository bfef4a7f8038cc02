using static System.FormattableString;

namespace Zhiyu.Core.Text;

/// <summary>How large the tables of a text in Markdown are: a short row is filled up to its table's width.</summary>
internal static class TableWidths
{
    /// <summary>What is wrong with the text, to follow its field's name; null when nothing is.</summary>
    public static string? FaultOf(string markdown)
    {
        var (columns, cells) = (0, 0);
        foreach (var written in markdown.AsSpan().EnumerateLines())
        {
            var line = written.Trim(" \t>");
            if (line.IsEmpty) columns = 0;
            else if (IsDelimiterRow(line)) columns = line.Trim('|').Count('|') + 1;
            cells += columns;
            if (columns > MarkdownReading.MaxColumns || cells > MarkdownReading.MaxCells)
                return Invariant($"must have tables of at most {MarkdownReading.MaxColumns} columns and ")
                    + Invariant($"{MarkdownReading.MaxCells} cells");
        }

        return null;
    }

    // What stands between a table's head and its rows.
    private static bool IsDelimiterRow(ReadOnlySpan<char> line) =>
        line.Contains('|') && line.Contains('-') && !line.ContainsAnyExcept("|-: \t");
}
