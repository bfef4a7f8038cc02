using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Zhiyu.Core.Archive;

/// <summary>A line of an archive: its head, a row or its end.</summary>
internal sealed record ArchiveLine
{
    public ArchiveHead? Archive { get; init; }

    public ArchivedRow? Row { get; init; }

    public ArchiveEnd? End { get; init; }

    [JsonIgnore]
    public bool HoldsOneThing => new object?[] { Archive, Row, End }.Count(thing => thing is not null) == 1;
}

/// <summary>The first line.</summary>
/// <param name="Schema">The version that all rows are in.</param>
/// <param name="At">When it was made.</param>
internal sealed record ArchiveHead(int Schema, DateTimeOffset At);

/// <summary>A row with its place, which makes it what it is.</summary>
/// <param name="Kind">What it holds, for who reads it; null for a mark.</param>
/// <param name="Value">Null for a mark.</param>
internal sealed record ArchivedRow(
    string Table, string Partition, string Key, string? Kind = null, JsonObject? Value = null);

/// <summary>The last line: an archive without it was cut short.</summary>
/// <param name="Rows">How many there are.</param>
internal sealed record ArchiveEnd(long Rows);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArchiveLine))]
internal sealed partial class ArchiveJson : JsonSerializerContext;

/// <summary>How lines are written, and read again by someone who doubts them.</summary>
internal static class ArchiveLines
{
    /// <summary>Chinese stays readable.</summary>
    public static JsonSerializerOptions Options { get; } = new(ArchiveJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
