using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zhiyu.Core.Storage;

/// <summary>The current schema version of rows, and the steps that upgrade earlier versions.</summary>
/// <remarks>
/// A step is only needed when a field changes its name, unit or meaning. New optional fields and fields that are no
/// longer read need none. A row gets the new version when it is next written.
/// </remarks>
/// <param name="steps">The first step upgrades version 1 to 2, and so on. Each gets the type of the row.</param>
internal sealed class RowSchema(params IReadOnlyList<Action<Type, JsonObject>> steps)
{
    public static RowSchema Current { get; } = new();

    public int Version { get; } = steps.Count + 1;

    public TRow? Read<TRow>(int version, string json) => IsCurrent(version)
        ? JsonSerializer.Deserialize<TRow>(json, StoredJson.Options)
        : Upgrade(typeof(TRow), version, AsObject(JsonNode.Parse(json))).Deserialize<TRow>(StoredJson.Options);

    public TRow? Read<TRow>(int version, Stream json) => IsCurrent(version)
        ? JsonSerializer.Deserialize<TRow>(json, StoredJson.Options)
        : Upgrade(typeof(TRow), version, AsObject(JsonNode.Parse(json))).Deserialize<TRow>(StoredJson.Options);

    /// <summary>Upgrades the row in place to the newest version.</summary>
    public JsonObject Upgrade(Type kind, int version, JsonObject row)
    {
        if (!IsCurrent(version))
            foreach (var step in steps.Skip(version - 1)) step(kind, row);
        return row;
    }

    /// <returns>Whether it is the newest version; false for an earlier one.</returns>
    private bool IsCurrent(int version) => version >= 1 && version <= Version
        ? version == Version
        : throw new InvalidDataException(
            $"It is written in schema version {version}, and this program knows 1 to {Version}: a later one was here. "
            + "Deploy that one, or a later one.");

    private static JsonObject AsObject(JsonNode? json) =>
        json as JsonObject ?? throw new InvalidDataException("It is no JSON object.");
}
