using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zhiyu.Core.Storage;

/// <summary>The version in which rows are written, and how those of earlier ones become it.</summary>
/// <remarks>
/// A step is for what a reader can't make good by itself: a field that has another name, unit or meaning. What is new
/// and may be absent, and what is not read any more, needs none. A row is written in the new version when it changes.
/// </remarks>
/// <param name="steps">The first makes version 2 of version 1, and so on; each is told what the row holds.</param>
internal sealed class RowSchema(params IReadOnlyList<Action<Type, JsonObject>> steps)
{
    public static RowSchema Current { get; } = new();

    public int Version { get; } = steps.Count + 1;

    public TRow? Read<TRow>(int version, string json) => Knows(version)
        ? JsonSerializer.Deserialize<TRow>(json, StoredJson.Options)
        : Upgrade(typeof(TRow), version, Objects(JsonNode.Parse(json))).Deserialize<TRow>(StoredJson.Options);

    public TRow? Read<TRow>(int version, Stream json) => Knows(version)
        ? JsonSerializer.Deserialize<TRow>(json, StoredJson.Options)
        : Upgrade(typeof(TRow), version, Objects(JsonNode.Parse(json))).Deserialize<TRow>(StoredJson.Options);

    /// <summary>What is left of the way to the newest version, done to the row itself.</summary>
    public JsonObject Upgrade(Type kind, int version, JsonObject row)
    {
        if (!Knows(version))
            foreach (var step in steps.Skip(version - 1)) step(kind, row);
        return row;
    }

    /// <returns>Whether it is the newest; an earlier one has to be upgraded.</returns>
    private bool Knows(int version) => version >= 1 && version <= Version
        ? version == Version
        : throw new InvalidDataException(
            $"It is written in schema version {version}, and this program knows 1 to {Version}: a later one was here. "
            + "Deploy that one, or a later one.");

    private static JsonObject Objects(JsonNode? json) =>
        json as JsonObject ?? throw new InvalidDataException("It is no JSON object.");
}
