using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zhiyu.Functions.Http;

/// <summary>Writes answers in the contract's spelling. Which types there are, the app's composition says.</summary>
internal static class ContractJson
{
    private static readonly Lock Adding = new();

    /// <summary>
    /// Chinese goes out as it is: the content type says JSON in UTF-8, and nosniff, on every answer, keeps it so.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new UtcTimeConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Adds types that may be written; the second time changes nothing.</summary>
    /// <remarks>Before the first answer: the options are fixed from then on.</remarks>
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
