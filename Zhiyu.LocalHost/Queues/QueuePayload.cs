using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Queues;

/// <summary>Turns a message's text into what the function's parameter takes.</summary>
internal static class QueuePayload
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static IEnumerable<string> Unbindable(LocalFunction function) =>
        from parameter in function.Method.GetParameters()
        where parameter != function.TriggerParameter
            && parameter.ParameterType != typeof(FunctionContext)
            && parameter.ParameterType != typeof(CancellationToken)
        select parameter.Name;

    /// <summary>The text, encoded where it should have been and was not: so a function can read it as poison.</summary>
    public static string Readable(string text, bool base64) =>
        base64 && !Base64.IsValid(text) ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;

    /// <exception cref="FormatException">The text is not base64.</exception>
    /// <exception cref="JsonException">The text is not the payload's JSON.</exception>
    public static object Bind(string text, Type type, bool base64)
    {
        var bytes = base64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
        if (type == typeof(byte[])) return bytes;
        if (type == typeof(string)) return Encoding.UTF8.GetString(bytes);
        return JsonSerializer.Deserialize(bytes, type, Json)
            ?? throw new JsonException($"The message is null, not a {type.Name}.");
    }
}
