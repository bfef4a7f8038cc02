namespace Zhiyu.Core.Queues;

/// <summary>A queue of one type of message. Delivery is at least once and unordered.</summary>
public interface IWorkQueue<TMessage> : IMeasuredQueue where TMessage : class
{
    /// <summary>
    /// Sends a message that becomes visible after <paramref name="delay"/> (zero to 7 days) and never expires.
    /// </summary>
    Task<MessageReceipt> SendAsync(TMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Makes a delayed message visible now; does nothing when it was received already.</summary>
    Task RevealAsync(MessageReceipt receipt, CancellationToken cancellationToken);

    /// <summary>Receives up to 32 visible messages, with a visibility timeout of 1 s to 7 days.</summary>
    Task<IReadOnlyList<ReceivedMessage<TMessage>>> ReceiveAsync(
        int max, TimeSpan invisibility, CancellationToken cancellationToken);

    /// <summary>Reads at most 32 visible messages without receiving them. One storage transaction.</summary>
    Task<IReadOnlyList<PeekedMessage<TMessage>>> PeekAsync(int max, CancellationToken cancellationToken);

    /// <summary>Deletes a received message.</summary>
    Task DeleteAsync(MessageReceipt receipt, CancellationToken cancellationToken);
}

/// <summary>A queue of which only the length and the lag are asked.</summary>
public interface IMeasuredQueue
{
    /// <summary>The approximate number of messages, including invisible ones. One storage transaction.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>The approximate number of messages, and how long the first visible one has waited.</summary>
    Task<QueueLag> MeasureAsync(CancellationToken cancellationToken);
}

/// <summary>The adapter of a store of queues.</summary>
internal interface IWorkQueueFactory
{
    /// <param name="name">The queue's name in storage.</param>
    /// <typeparam name="TMessage">A record, sent as JSON; or a text, sent and received unchanged.</typeparam>
    IWorkQueue<TMessage> Open<TMessage>(string name) where TMessage : class;
}

public sealed record MessageReceipt(string MessageId, string PopReceipt);

/// <param name="Message">Null when the text is not a message of this queue.</param>
/// <param name="Receipt">The receipt that deletes it.</param>
public sealed record ReceivedMessage<TMessage>(TMessage? Message, MessageReceipt Receipt) where TMessage : class;

/// <param name="Message">Null when the text is not a message of this queue.</param>
/// <param name="SentAt">When it was added to the queue.</param>
public sealed record PeekedMessage<TMessage>(TMessage? Message, DateTimeOffset SentAt) where TMessage : class;

/// <param name="Messages">The approximate number of messages, including invisible ones.</param>
/// <param name="Age">How long the first visible message has waited since it was due; zero when none is visible.</param>
public sealed record QueueLag(int Messages, TimeSpan Age);
