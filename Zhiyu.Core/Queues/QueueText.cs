using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Zhiyu.Core.Queues;

/// <summary>What stands in a queue: JSON in base64, as we send it, or what others put there.</summary>
/// <remarks>
/// The host hands over every text as it stands (<c>messageEncoding</c> in host.json). If it decoded them, a text that is
/// not base64 would reach no function, not even the one that puts on record what failed.
/// </remarks>
internal static class QueueText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The text of which a function was given the bytes, be they decoded or not.</summary>
    public static string Of(byte[] bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);

    /// <summary>The message; null when the text is none.</summary>
    public static TMessage? Find<TMessage>(string text) where TMessage : class
    {
        try
        {
            return JsonSerializer.Deserialize<TMessage>(Decoded(text) ?? Encoding.UTF8.GetBytes(text), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidDataException">It is no such message.</exception>
    public static TMessage Read<TMessage>(byte[] bytes) where TMessage : class =>
        Find<TMessage>(Of(bytes)) ?? throw new InvalidDataException($"The message is no {typeof(TMessage).Name}.");

    /// <summary>For people: what the base64 says, where that is text; else the text as it stands.</summary>
    public static string Shown(string text) =>
        Decoded(text) is { } bytes && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
