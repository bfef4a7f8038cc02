using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace Zhiyu.Core.Storage;

/// <summary>A record as a table entity: its JSON, compressed where it is long, spilled where it is too long.</summary>
/// <remarks>
/// An entity holds 1 MiB, and JSON may need six characters for one (an emoji takes twelve): compressed, the longest
/// body that is let in, 200,000 UTF-16 units of noise, stays under half of that. A run, which keeps a whole context,
/// may not.
/// </remarks>
internal static class RowCodec
{
    /// <summary>The version of what is written. A row without one is of the first.</summary>
    private const string Schema = "Schema";

    private const string Json = "Json";
    private const string Spill = "Blob";

    // A string property holds 64 KiB of UTF-16, a binary one 64 KiB.
    private const int TextLength = 32 * 1024;
    private const int PartLength = 64 * 1024;

    // Half of what an entity holds, so that the rows of a transaction together stay within its 4 MiB.
    private const int EntityLength = 512 * 1024;

    /// <summary>A row of a kind that is never very long.</summary>
    public static TableEntity Encode(object row, TableKey key) =>
        EncodeOrSpill(row, key) is { Spilled: null } encoded
            ? encoded.Entity
            : throw new InvalidOperationException(
                $"Row {key.Partition}/{key.Row} is longer than {EntityLength} bytes; only a thread's row may be.");

    /// <summary>A row; where it is too long for an entity, what goes elsewhere, under the name in the entity.</summary>
    /// <param name="schema">The current one by default, as for reading.</param>
    public static EncodedRow EncodeOrSpill(object row, TableKey key, RowSchema? schema = null)
    {
        var entity = new TableEntity(key.Partition, key.Row) { [Schema] = (schema ?? RowSchema.Current).Version };
        var json = JsonSerializer.Serialize(row, row.GetType(), StoredJson.Options);
        if (json.Length <= TextLength)
        {
            entity[Json] = json;
            return new EncodedRow(entity, Spilled: null);
        }

        var compressed = Compress(row);
        if (compressed.Length > EntityLength)
        {
            var name = OverflowBlob.FolderOf(key) + Convert.ToHexStringLower(SHA256.HashData(compressed));
            entity[Spill] = name;
            return new EncodedRow(entity, new OverflowBlob(name, compressed));
        }

        foreach (var (number, part) in compressed.Chunk(PartLength).Index()) entity[PartAt(number)] = part;
        return new EncodedRow(entity, Spilled: null);
    }

    /// <summary>The name under which the row's content was spilled; null where the entity holds it.</summary>
    public static string? SpillOf(TableEntity entity) => entity.GetString(Spill);

    /// <exception cref="InvalidDataException">It holds nothing, or is of a version that is to come.</exception>
    public static TRow Decode<TRow>(TableEntity entity) => Decode<TRow>(entity, RowSchema.Current);

    /// <exception cref="InvalidDataException">As above.</exception>
    public static TRow Decode<TRow>(TableEntity entity, RowSchema schema) => Read(
        entity,
        version => entity.GetString(Json) is { } json
            ? schema.Read<TRow>(version, json)
            : Decompress<TRow>(version, Joined(entity), schema));

    /// <param name="spilled">What <see cref="SpillOf"/> names.</param>
    public static TRow DecodeSpilled<TRow>(TableEntity entity, byte[] spilled, RowSchema? schema = null) =>
        Read(entity, version => Decompress<TRow>(version, spilled, schema));

    /// <summary>The same as JSON, in the newest version.</summary>
    /// <param name="spilled">What <see cref="SpillOf"/> names; null where it names nothing.</param>
    public static JsonObject DecodeJson(
        TableEntity entity, Type kind, byte[]? spilled, RowSchema? schema = null) => Read(
        entity,
        version => (schema ?? RowSchema.Current).Upgrade(kind, version, entity.GetString(Json) is { } json
            ? JsonNode.Parse(json)!.AsObject()
            : ParseCompressed(spilled ?? Joined(entity))));

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

/// <param name="Spilled">What did not fit into the entity; null where all did.</param>
internal sealed record EncodedRow(TableEntity Entity, OverflowBlob? Spilled);

/// <param name="Name">
/// The row's folder and the hash of the content: the same content has the same name, and never another.
/// </param>
internal sealed record OverflowBlob(string Name, byte[] Content)
{
    /// <summary>Where all that is spilled of a row is, so that it can be removed with it.</summary>
    public static string FolderOf(TableKey row) => $"{row.Partition}/{row.Row}/";
}
