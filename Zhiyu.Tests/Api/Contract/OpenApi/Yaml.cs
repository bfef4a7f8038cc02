using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Zhiyu.Tests.Api.Contract.OpenApi;

/// <summary>YAML as the JSON that it stands for.</summary>
internal static class Yaml
{
    private static readonly IDeserializer Reader = new DeserializerBuilder()
        .WithAttemptingUnquotedStringTypeDeserialization()
        .Build();

    public static JsonNode Read(string path) => Json(Reader.Deserialize<object>(File.ReadAllText(path)))!;

    private static JsonNode? Json(object? value) => value switch
    {
        Dictionary<object, object?> map => new JsonObject(
            map.Select(pair => KeyValuePair.Create($"{pair.Key}", Json(pair.Value)))),
        List<object?> list => new JsonArray([.. list.Select(Json)]),
        null => null,
        _ => JsonValue.Create(value),
    };
}
