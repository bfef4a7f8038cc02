using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Zhiyu.Core.Queues;

/// <summary>
/// The text of a queue message: JSON in base64 when this program sent it, any text when others did. A message that is a
/// string is its text, unchanged.
/// </summary>
/// <remarks>
/// The host passes every text unchanged (<c>messageEncoding</c> in host.json). If it decoded base64 itself, other texts
/// would reach no function, not even the one that records failures.
/// </remarks>
internal static class QueueText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text that sends the message.</summary>
    public static string Write<TMessage>(TMessage message) where TMessage : class =>
        message as string ?? Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message, Json));

    /// <summary>The text of the bytes that a function receives, decoded or not.</summary>
    public static string Of(byte[] bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);

    /// <summary>Parses the message; null when the text is not a message of this type.</summary>
    public static TMessage? Find<TMessage>(string text) where TMessage : class
    {
        if (typeof(TMessage) == typeof(string)) return (TMessage)(object)text;
        try
        {
            return JsonSerializer.Deserialize<TMessage>(Decoded(text) ?? Encoding.UTF8.GetBytes(text), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidDataException">The text is not a message of this type.</exception>
    public static TMessage Read<TMessage>(byte[] bytes) where TMessage : class =>
        Find<TMessage>(Of(bytes)) ?? throw new InvalidDataException($"The message is no {typeof(TMessage).Name}.");

    /// <summary>The text for people: decoded if it is base64 of text, else unchanged.</summary>
    public static string Shown(string text) =>
        Decoded(text) is { } bytes && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
