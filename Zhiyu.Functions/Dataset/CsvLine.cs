using System.Globalization;
using System.Text;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Dataset;

/// <summary>Lines of CSV (RFC 4180), in UTF-8 without a byte order mark.</summary>
internal static class CsvLine
{
    // A program for spreadsheets takes a cell that begins so for a formula; Chinese input methods write the wide ones.
    private const string StartsOfFormulas = "=+-@\t\r\n＝＋－＠";

    public static byte[] Header { get; } = Line(
        "type", "id", "thread_id", "parent_id", "status", "author_id", "author_name", "community_id", "community_name",
        "title", "body", "tags", "score", "created_at", "updated_at", "depth", "model", "prompt_id", "prompt_version");

    public static byte[] Of(DatasetRow row) => Line(
        Word(row.Type),
        row.Id,
        row.ThreadId,
        row.ParentId,
        Word(row.Status),
        row.AuthorId,
        Text(row.AuthorName),
        row.CommunityId,
        Text(row.CommunityName),
        Text(row.Title),
        Text(row.Body),
        // As JSON: a tag may contain every character that could separate tags.
        row.Tags is null ? null : ContractJson.Text(row.Tags),
        Number(row.Score),
        Time(row.CreatedAt),
        Time(row.UpdatedAt),
        Number(row.Depth),
        Text(row.Model),
        row.PromptId,
        row.PromptVersion);

    private static byte[] Line(params IEnumerable<string?> cells) =>
        Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Cell)) + "\r\n");

    private static string Cell(string? text) =>
        text is null ? "" : text.AsSpan().ContainsAny("\",\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    // Someone's words, which must not become a formula.
    private static string? Text(string? text) =>
        text is [var first, ..] && StartsOfFormulas.Contains(first) ? $"'{text}" : text;

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => $"{value}".ToLowerInvariant();

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? time) => time is { } at ? UtcTimeConverter.Text(at) : null;
}
