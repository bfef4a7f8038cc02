using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Zhiyu.Core.Archive;

/// <summary>A line of an archive: its head, a row or its end.</summary>
public sealed record ArchiveLine
{
    public ArchiveHead? Archive { get; init; }

    public ArchivedRow? Row { get; init; }

    public ArchiveEnd? End { get; init; }

    [JsonIgnore]
    public bool HoldsOneThing => new object?[] { Archive, Row, End }.Count(thing => thing is not null) == 1;
}

/// <summary>The first line.</summary>
/// <param name="Schema">The schema version of all rows.</param>
/// <param name="At">When the archive was created.</param>
public sealed record ArchiveHead(int Schema, DateTimeOffset At);

/// <summary>A row with its table and key, which determine its type.</summary>
/// <param name="Kind">The name of the type, for people; null for a mark.</param>
/// <param name="Value">Null for a mark.</param>
public sealed record ArchivedRow(
    string Table, string Partition, string Key, string? Kind = null, JsonObject? Value = null);

/// <summary>The last line. An archive without it is incomplete.</summary>
/// <param name="Rows">The number of rows.</param>
public sealed record ArchiveEnd(long Rows);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArchiveLine))]
internal sealed partial class ArchiveJson : JsonSerializerContext;

/// <summary>The JSON serialization of lines. Reading is strict, because a file can be damaged.</summary>
internal static class ArchiveLines
{
    /// <summary>Chinese text is not escaped, so it stays readable.</summary>
    public static JsonSerializerOptions Options { get; } = new(ArchiveJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
