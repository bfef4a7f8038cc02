using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zhiyu.Bench.Measure;

/// <summary>Keeps the keys of a dictionary unchanged, for external names such as settings.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class VerbatimKeysAttribute : JsonConverterAttribute
{
    public override JsonConverter CreateConverter(Type typeToConvert) =>
        typeToConvert == typeof(IReadOnlyDictionary<string, double>) ? new Keys<double>() : new Keys<string>();

    private sealed class Keys<TValue> : JsonConverter<IReadOnlyDictionary<string, TValue>>
    {
        public override IReadOnlyDictionary<string, TValue> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Reports are written only.");

        public override void Write(
            Utf8JsonWriter writer, IReadOnlyDictionary<string, TValue> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, each) in value)
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, each, options);
            }

            writer.WriteEndObject();
        }
    }
}
