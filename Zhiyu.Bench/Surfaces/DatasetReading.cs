using System.Text.Json.Nodes;
using Microsoft.VisualBasic.FileIO;

namespace Zhiyu.Bench.Surfaces;

/// <summary>Reads the dataset, without the places of withheld comments, which have no words.</summary>
internal static class DatasetReading
{
    private const string Path = "/v1/dataset";
    private const string Removed = "removed";

    public static async IAsyncEnumerable<string> JsonLinesAsync(SurfaceReader reader)
    {
        var pages = reader.PagesAsync(
            Path,
            page => EndOf(page.Text)!["next"]?.GetValue<string>() is { } next ? $"{Path}?cursor={next}" : null,
            text => EndOf(text) is not null);
        await foreach (var page in pages)
            foreach (var row in page.Text.TrimEnd('\n').Split('\n').SkipLast(1).Select(line => JsonNode.Parse(line)!))
                if (row["status"]!.GetValue<string>() != Removed) yield return row["id"]!.GetValue<string>();
    }

    public static async IAsyncEnumerable<string> CsvAsync(SurfaceReader reader)
    {
        await foreach (var page in reader.PagesAsync($"{Path}?format=csv", page => page.Next))
        {
            using var rows = new TextFieldParser(new StringReader(page.Text)) { Delimiters = [","] };
            var header = rows.ReadFields()!;
            var (id, status) = (Array.IndexOf(header, "id"), Array.IndexOf(header, "status"));
            while (rows.ReadFields() is { } row)
                if (row[status] != Removed) yield return row[id];
        }
    }

    /// <summary>The last line; null when it is missing, and the page is not whole.</summary>
    private static JsonNode? EndOf(string text)
    {
        var last = text.TrimEnd('\n').Split('\n')[^1];
        return text.EndsWith('\n') && JsonNode.Parse(last) is { } end && end["type"]!.GetValue<string>() == "end"
            ? end
            : null;
    }
}
