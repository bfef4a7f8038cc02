using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Queues;

/// <summary>Converts a message's text to the type of the function's parameter.</summary>
internal static class QueuePayload
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static IEnumerable<string> Unbindable(LocalFunction function) =>
        from parameter in function.Method.GetParameters()
        where parameter != function.TriggerParameter
            && parameter.ParameterType != typeof(FunctionContext)
            && parameter.ParameterType != typeof(CancellationToken)
        select parameter.Name;

    /// <exception cref="FormatException">The text is not base64.</exception>
    /// <exception cref="DecoderFallbackException">The bytes are not valid UTF-8.</exception>
    /// <exception cref="JsonException">The text is not valid JSON for the type.</exception>
    public static object Bind(string text, Type type, bool base64)
    {
        var bytes = base64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
        if (type == typeof(byte[])) return bytes;
        if (type == typeof(string)) return StrictUtf8.GetString(bytes);
        return JsonSerializer.Deserialize(bytes, type, Json)
            ?? throw new JsonException($"The message is null, not a {type.Name}.");
    }
}
