using System.Text.Json;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Storage;

/// <summary>Encodes and decodes the text of a queue message.</summary>
/// <param name="Read">Returns null for text that is not such a message.</param>
internal sealed record MessageFormat<TMessage>(Func<TMessage, string> Write, Func<string, TMessage?> Read)
    where TMessage : class;

internal static class MessageFormats
{
    /// <summary>Unchanged text.</summary>
    public static MessageFormat<string> Text { get; } = new(text => text, text => text);

    /// <summary>JSON in base64.</summary>
    public static MessageFormat<TMessage> Json<TMessage>() where TMessage : class => new(
        message => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message, StoredJson.Options)),
        QueueText.Find<TMessage>);
}
