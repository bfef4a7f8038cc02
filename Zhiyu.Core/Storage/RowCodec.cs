using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Storage;

/// <summary>
/// Encodes a record as a table entity: as JSON, compressed when it is long, and in an overflow blob when it is too
/// long.
/// </summary>
/// <remarks>
/// An entity can have 1 MiB, and JSON may need six characters for one (an emoji takes twelve). Compressed, the longest
/// allowed body, 200,000 UTF-16 units of noise, needs less than half of that. A run stores a whole context and can be
/// longer.
/// </remarks>
internal static class RowCodec
{
    /// <summary>The schema version of the row. A row without one has version 1.</summary>
    private const string Schema = "Schema";

    private const string Json = "Json";
    private const string BlobName = "Blob";

    // A string property can have 64 KiB of UTF-16, a binary one 64 KiB.
    private const int TextLength = 32 * 1024;
    private const int PartLength = 64 * 1024;

    // Half of the limit of an entity, so that the rows of a transaction stay within its limit of 4 MiB.
    private const int EntityLength = 512 * 1024;

    /// <summary>Encodes a row of a type that is never too long for an entity.</summary>
    public static TableEntity Encode(object row, TableKey key) =>
        EncodeWithOverflow(row, key) is { Overflow: null } encoded
            ? encoded.Entity
            : throw new InvalidOperationException(
                $"Row {key.Partition}/{key.Row} is longer than {EntityLength} bytes; only a thread's row may be.");

    /// <summary>
    /// Encodes a row. If it is too long for an entity, the content is returned as a blob and the entity contains its
    /// name.
    /// </summary>
    /// <param name="schema">The current schema by default.</param>
    public static EncodedRow EncodeWithOverflow(object row, TableKey key, RowSchema? schema = null)
    {
        var entity = new TableEntity(key.Partition, key.Row) { [Schema] = (schema ?? RowSchema.Current).Version };
        var json = JsonSerializer.Serialize(row, row.GetType(), StoredJson.Options);
        if (json.Length <= TextLength)
        {
            entity[Json] = json;
            return new EncodedRow(entity, Overflow: null);
        }

        var compressed = Compress(row);
        if (compressed.Length > EntityLength)
        {
            var name = OverflowBlob.FolderOf(key) + Convert.ToHexStringLower(SHA256.HashData(compressed));
            entity[BlobName] = name;
            return new EncodedRow(entity, new OverflowBlob(name, compressed));
        }

        foreach (var (number, part) in compressed.Chunk(PartLength).Index()) entity[PartAt(number)] = part;
        return new EncodedRow(entity, Overflow: null);
    }

    /// <summary>The name of the row's overflow blob; null when the entity contains the row.</summary>
    public static string? OverflowNameOf(TableEntity entity) => entity.GetString(BlobName);

    /// <exception cref="InvalidDataException">The row has no content, or was written by a later version.</exception>
    public static TRow Decode<TRow>(TableEntity entity) => Decode<TRow>(entity, RowSchema.Current);

    /// <exception cref="InvalidDataException">As above.</exception>
    public static TRow Decode<TRow>(TableEntity entity, RowSchema schema) => Read(
        entity,
        version => entity.GetString(Json) is { } json
            ? schema.Read<TRow>(version, json)
            : Decompress<TRow>(version, Joined(entity), schema));

    /// <param name="overflow">The content of the blob that <see cref="OverflowNameOf"/> returns.</param>
    public static TRow DecodeOverflow<TRow>(TableEntity entity, byte[] overflow, RowSchema? schema = null) =>
        Read(entity, version => Decompress<TRow>(version, overflow, schema));

    /// <summary>Decodes the row as JSON, upgraded to the newest version.</summary>
    /// <param name="overflow">The content of the overflow blob; null when there is none.</param>
    public static JsonObject DecodeJson(
        TableEntity entity, Type kind, byte[]? overflow, RowSchema? schema = null) => Read(
        entity,
        version => (schema ?? RowSchema.Current).Upgrade(kind, version, entity.GetString(Json) is { } json
            ? JsonNode.Parse(json)!.AsObject()
            : ParseCompressed(overflow ?? Joined(entity))));

    private static TRow Read<TRow>(TableEntity entity, Func<int, TRow?> read)
    {
        try
        {
            return read(entity.GetInt32(Schema) ?? 1) ?? throw new InvalidDataException("It is null.");
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException(
                $"Row {entity.PartitionKey}/{entity.RowKey} holds no {typeof(TRow).Name}. {fault.Message}", fault);
        }
    }

    private static byte[] Compress(object row)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(brotli, row, row.GetType(), StoredJson.Options);
        return compressed.ToArray();
    }

    private static byte[] Joined(TableEntity entity)
    {
        using var compressed = new MemoryStream();
        for (var number = 0; entity.GetBinary(PartAt(number)) is { } part; number++) compressed.Write(part);
        return compressed.ToArray();
    }

    private static TRow? Decompress<TRow>(int version, byte[] compressed, RowSchema? schema)
    {
        using var brotli = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress);
        return (schema ?? RowSchema.Current).Read<TRow>(version, brotli);
    }

    private static JsonObject ParseCompressed(byte[] compressed)
    {
        using var brotli = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress);
        return JsonNode.Parse(brotli)!.AsObject();
    }

    private static string PartAt(int number) => string.Create(CultureInfo.InvariantCulture, $"Brotli{number}");
}

/// <param name="Overflow">The overflow blob; null when the entity contains the row.</param>
internal sealed record EncodedRow(TableEntity Entity, OverflowBlob? Overflow);

/// <param name="Name">The row's folder and the hash of the content, so that a name always has the same content.</param>
internal sealed record OverflowBlob(string Name, byte[] Content)
{
    /// <summary>The folder of all overflow blobs of a row, so that they can be removed with it.</summary>
    public static string FolderOf(TableKey row) => $"{row.Partition}/{row.Row}/";
}
