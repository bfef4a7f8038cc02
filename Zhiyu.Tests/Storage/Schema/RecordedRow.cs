using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Tables;

namespace Zhiyu.Tests.Storage.Schema;

/// <summary>A row as a version of the program wrote it, from a file.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Properties">All that the table has of it; the JSON of the row is not escaped.</param>
internal sealed record RecordedRow(string Table, JsonObject Properties)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public TableKey Key => new((string)Properties["PartitionKey"]!, (string)Properties["RowKey"]!);

    public Type? Kind => RowTypes.Of(Table, Key);

    /// <summary>Its name among the files of its version.</summary>
    public string Name => Properties.ContainsKey("Brotli0") ? $"{Kind!.Name}.long.json" : $"{Kind!.Name}.json";

    public static RecordedRow Parse(string text)
    {
        var parsed = JsonNode.Parse(text)!.AsObject();
        return new RecordedRow((string)parsed["table"]!, parsed["row"]!.AsObject());
    }

    public static RecordedRow Of(string table, TableEntity entity) => new(table, new JsonObject(
        new[] { "PartitionKey", "RowKey", "Schema", "Json", "Brotli0" }.Where(entity.ContainsKey).Select(name =>
            KeyValuePair.Create<string, JsonNode?>(name, entity[name] switch
            {
                int number => number,
                byte[] bytes => Convert.ToBase64String(bytes),
                string json when name == "Json" => JsonNode.Parse(json),
                var text => (string)text,
            }))));

    public TableEntity ToEntity()
    {
        var entity = new TableEntity(Key.Partition, Key.Row);
        if (Properties["Schema"] is { } schema) entity["Schema"] = (int)schema;
        if (Properties["Json"] is { } json) entity["Json"] = json.ToJsonString(StoredJson.Options);
        if (Properties["Brotli0"] is { } part) entity["Brotli0"] = Convert.FromBase64String((string)part!);
        return entity;
    }

    public override string ToString() =>
        new JsonObject { ["table"] = Table, ["row"] = Properties.DeepClone() }.ToJsonString(Readable);
}
