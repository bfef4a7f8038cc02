using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Archive;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

/// <summary>
/// Validates a row of an archive by all rules that the program relies on, so that no imported row is unreadable or in a
/// place where it is not found.
/// </summary>
internal static class ImportedRow
{
    // Table Storage: 1 KiB of UTF-16.
    private const int MaxKeyLength = 512;

    /// <returns>What is wrong with the row, in a sentence; null when it is valid.</returns>
    public static string? FaultOf(ArchivedRow row, int version, RowSchema schema)
    {
        if ((FaultOfKey(row.Partition) ?? FaultOfKey(row.Key)) is { } fault) return $"A key of {PlaceOf(row)} {fault}.";
        var key = new TableKey(row.Partition, row.Key);
        if (!TableForumArchive.IsArchived(row.Table, key)) return $"There is no such row as {PlaceOf(row)}.";
        if (RowTypes.Of(row.Table, key) is not { } kind)
            return row is { Kind: null, Value: null } && IsMark(row.Table, key)
                ? null
                : $"There is no such row as {PlaceOf(row)}.";
        if (row.Kind is not null && row.Kind != kind.Name)
            return $"Row {PlaceOf(row)} is no {EscapedText.Of(row.Kind)} but a {kind.Name}, by its place.";
        return row.Value is null
            ? $"Row {PlaceOf(row)} holds nothing."
            : FaultOf(row.Table, key, kind, row.Value, version, schema) is { } wrong
                ? $"Row {PlaceOf(row)}: {wrong}."
                : null;
    }

    private static bool IsMark(string table, TableKey key) =>
        (table, key) == (SharedTables.Directory, AgentStore.RosterKey)
        || (table, key) == (SharedTables.Runtime, RuntimeStore.SeededKey);

    private static string PlaceOf(ArchivedRow row) =>
        $"{EscapedText.Of(row.Table)} {EscapedText.Of(row.Partition)} {EscapedText.Of(row.Key)}";

    private static string? FaultOfKey(string key) => key switch
    {
        "" => "is empty",
        { Length: > MaxKeyLength } => $"is longer than {MaxKeyLength} characters",
        _ when key.FirstOrDefault(letter => letter is '/' or '\\' or '#' or '?') is not '\0' and var banned =>
            $"has '{banned}'",
        _ when key.FirstOrDefault(char.IsControl) is var control && key.Any(char.IsControl) =>
            $"has {EscapedText.NameOf(new(control))}",
        _ => null,
    };

    private static string? FaultOf(
        string table, TableKey key, Type kind, JsonObject value, int version, RowSchema schema)
    {
        object read;
        try
        {
            read = schema.Upgrade(kind, version, (JsonObject)value.DeepClone())
                .Deserialize(kind, StoredJson.Options)!;
        }
        // A schema step can throw anything for a row that no version wrote.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return $"it is no {kind.Name} ({EscapedText.Of(fault.Message)})";
        }

        return FaultOfValue(read, "")
            ?? RowKeyValidator.FaultOf(table, key, read)
            ?? FaultOfLength(table, key, read, schema);
    }

    private static string? FaultOfLength(string table, TableKey key, object row, RowSchema schema) =>
        // Rows of other tables are read without overflow blobs.
        table != ThreadStore.Table && RowCodec.EncodeWithOverflow(row, key, schema).Overflow is not null
            ? "it is longer than a row of its kind may be"
            : null;

    // The serializer accepts any number for an enum, and null for a non-nullable property.
    private static string? FaultOfValue(object value, string path) => value switch
    {
        string => null,
        Enum named => Enum.IsDefined(named.GetType(), named) ? null : $"{path} has no such value as {named}",
        IDictionary map => FaultOfItems(map.Values, path),
        IEnumerable items => FaultOfItems(items, path),
        _ when StoredJson.Options.TryGetTypeInfo(value.GetType(), out var type)
            && type.Kind == JsonTypeInfoKind.Object => FaultOfProperties(type, value, path),
        _ => null,
    };

    private static string? FaultOfProperties(JsonTypeInfo type, object value, string path) => type.Properties
        .Where(property => property is { Get: not null, Set: not null })
        .Select(property => property.Get!(value) is { } inner
            ? FaultOfValue(inner, PathTo(path, property.Name))
            : property.IsGetNullable ? null : $"{PathTo(path, property.Name)} is missing")
        .FirstOrDefault(fault => fault is not null);

    private static string? FaultOfItems(IEnumerable items, string path) => items.Cast<object?>()
        .Select(item => item is null ? $"{path} holds nothing in one place" : FaultOfValue(item, path))
        .FirstOrDefault(fault => fault is not null);

    private static string PathTo(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
