using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Serializes a sketch as a JSON string.</summary>
internal sealed class TextSketchJson : JsonConverter<TextSketch>
{
    public override TextSketch Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, TextSketch value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
