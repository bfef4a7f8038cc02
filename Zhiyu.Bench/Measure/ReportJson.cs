using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Zhiyu.Bench.Measure;

/// <summary>The JSON serialization of reports.</summary>
internal static class ReportJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { IgnoreOverrides } },
    };

    // The serializer does not inherit JsonIgnore on overridden properties.
    private static void IgnoreOverrides(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is PropertyInfo of
                && Attribute.IsDefined(of, typeof(JsonIgnoreAttribute), inherit: true))
                property.ShouldSerialize = (_, _) => false;
        }
    }
}
