using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zhiyu.Functions.Http;

/// <summary>Serializes responses with the names of the contract. The app adds the types at startup.</summary>
internal static class ContractJson
{
    private static readonly Lock Adding = new();

    /// <summary>
    /// Chinese is not escaped: every response says that it is JSON in UTF-8, and nosniff makes browsers respect it.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new UtcTimeConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Adds types that can be serialized. Idempotent.</summary>
    /// <remarks>Call it before the first response: from then on the options are read-only.</remarks>
    public static void Add(IJsonTypeInfoResolver types)
    {
        lock (Adding)
        {
            if (!Options.TypeInfoResolverChain.Contains(types)) Options.TypeInfoResolverChain.Add(types);
        }
    }

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
