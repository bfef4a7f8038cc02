using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Queues;

/// <summary>Turns a message's text into what the function's parameter takes.</summary>
internal static class QueuePayload
{
    // Of Azure Storage, in bytes.
    private const int LongestMessage = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static IEnumerable<string> Unbindable(LocalFunction function) =>
        from parameter in function.Method.GetParameters()
        where parameter != function.TriggerParameter
            && parameter.ParameterType != typeof(FunctionContext)
            && parameter.ParameterType != typeof(CancellationToken)
        select parameter.Name;

    /// <summary>The text, encoded where it should have been and was not: so a function can read it as poison.</summary>
    /// <remarks>What would outgrow a message that way stays as it is: it has to leave its queue all the same.</remarks>
    public static string Readable(string text, bool base64)
    {
        if (!base64 || Base64.IsValid(text)) return text;
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        return encoded.Length <= LongestMessage ? encoded : text;
    }

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
