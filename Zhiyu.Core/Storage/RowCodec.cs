using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace Zhiyu.Core.Storage;

/// <summary>A record as a table entity: its JSON, cut into properties that Table Storage takes.</summary>
internal static class RowCodec
{
    /// <summary>The version of what is written; a reader of a later one converts.</summary>
    public const int SchemaVersion = 1;

    // A string property holds 64 KiB of UTF-16.
    private const int PropertyLength = 32 * 1024;

    public static TableEntity Encode(object row, TableKey key)
    {
        var entity = new TableEntity(key.Partition, key.Row) { ["Schema"] = SchemaVersion };
        var json = JsonSerializer.Serialize(row, row.GetType(), StoredJson.Options);
        for (var start = 0; start < json.Length; start += PropertyLength)
        {
            var part = json.Substring(start, Math.Min(PropertyLength, json.Length - start));
            entity[PropertyAt(start / PropertyLength)] = part;
        }

        return entity;
    }

    public static TRow Decode<TRow>(TableEntity entity)
    {
        var json = new StringBuilder();
        for (var part = 0; entity.GetString(PropertyAt(part)) is { } text; part++) json.Append(text);
        return JsonSerializer.Deserialize<TRow>(json.ToString(), StoredJson.Options)
            ?? throw new InvalidDataException(
                $"Row {entity.PartitionKey}/{entity.RowKey} holds no {typeof(TRow).Name}.");
    }

    private static string PropertyAt(int part) => string.Create(CultureInfo.InvariantCulture, $"Json{part}");
}
