using System.Text.Json;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Storage;

/// <summary>How a message is written into a queue and read from it.</summary>
/// <param name="Read">Null for what is no such message.</param>
internal sealed record MessageFormat<TMessage>(Func<TMessage, string> Write, Func<string, TMessage?> Read)
    where TMessage : class;

internal static class MessageFormats
{
    /// <summary>Any text.</summary>
    public static MessageFormat<string> Text { get; } = new(text => text, text => text);

    /// <summary>JSON in base64.</summary>
    public static MessageFormat<TMessage> Json<TMessage>() where TMessage : class => new(
        message => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message, StoredJson.Options)),
        QueueText.Find<TMessage>);
}
