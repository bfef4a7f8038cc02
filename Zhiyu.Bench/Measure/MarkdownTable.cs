using System.Text;

namespace Zhiyu.Bench.Measure;

internal static class MarkdownTable
{
    /// <param name="rows">The rows with the header first; all of the same length.</param>
    public static string Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder();
        foreach (var (number, row) in rows.Index())
        {
            table.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
            if (number == 0) table.Append('|').Insert(table.Length, "---|", row.Count).AppendLine();
        }

        return table.ToString().TrimEnd();
    }
}
