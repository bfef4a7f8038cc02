using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;

namespace Zhiyu.Core.Storage;

/// <summary>A record as a table entity: its JSON, compressed where it is long.</summary>
/// <remarks>
/// An entity holds 1 MiB, and JSON may need six characters for one (an emoji takes twelve): compressed, the longest
/// body that is let in, 200,000 UTF-16 units of noise, stays under half of that.
/// </remarks>
internal static class RowCodec
{
    /// <summary>The version of what is written; a reader of a later one converts.</summary>
    public const int SchemaVersion = 1;

    private const string Json = "Json";

    // A string property holds 64 KiB of UTF-16, a binary one 64 KiB.
    private const int TextLength = 32 * 1024;
    private const int PartLength = 64 * 1024;

    public static TableEntity Encode(object row, TableKey key)
    {
        var entity = new TableEntity(key.Partition, key.Row) { ["Schema"] = SchemaVersion };
        var json = JsonSerializer.Serialize(row, row.GetType(), StoredJson.Options);
        if (json.Length <= TextLength)
        {
            entity[Json] = json;
            return entity;
        }

        var parts = Compress(row).Chunk(PartLength).Index();
        foreach (var (number, part) in parts) entity[PartAt(number)] = part;
        return entity;
    }

    public static TRow Decode<TRow>(TableEntity entity)
    {
        var row = entity.GetString(Json) is { } json
            ? JsonSerializer.Deserialize<TRow>(json, StoredJson.Options)
            : Decompress<TRow>(entity);
        var place = $"{entity.PartitionKey}/{entity.RowKey}";
        return row ?? throw new InvalidDataException($"Row {place} holds no {typeof(TRow).Name}.");
    }

    private static byte[] Compress(object row)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(brotli, row, row.GetType(), StoredJson.Options);
        return compressed.ToArray();
    }

    private static TRow? Decompress<TRow>(TableEntity entity)
    {
        using var compressed = new MemoryStream();
        for (var number = 0; entity.GetBinary(PartAt(number)) is { } part; number++) compressed.Write(part);
        compressed.Position = 0;
        using var brotli = new BrotliStream(compressed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<TRow>(brotli, StoredJson.Options);
    }

    private static string PartAt(int number) => string.Create(CultureInfo.InvariantCulture, $"Brotli{number}");
}
