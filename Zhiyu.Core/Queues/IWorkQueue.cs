namespace Zhiyu.Core.Queues;

/// <summary>A queue of one kind of message, delivered at least once, in no order.</summary>
internal interface IWorkQueue<TMessage> where TMessage : class
{
    /// <summary>
    /// Sends a message that becomes visible after <paramref name="delay"/> (zero to 7 days) and never expires.
    /// </summary>
    Task<MessageReceipt> SendAsync(TMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Makes a delayed message visible now; does nothing when it has been seen already.</summary>
    Task RevealAsync(MessageReceipt receipt, CancellationToken cancellationToken);

    /// <summary>Takes up to 32 visible messages, invisible to others for a time (1 s to 7 days).</summary>
    Task<IReadOnlyList<ReceivedMessage<TMessage>>> ReceiveAsync(
        int max, TimeSpan invisibility, CancellationToken cancellationToken);

    /// <summary>At most 32 visible messages, which are left as they are. One storage transaction.</summary>
    Task<IReadOnlyList<PeekedMessage<TMessage>>> PeekAsync(int max, CancellationToken cancellationToken);

    /// <summary>Takes a received message off the queue.</summary>
    Task DeleteAsync(MessageReceipt receipt, CancellationToken cancellationToken);

    /// <summary>How many messages there are, about, invisible ones included. One storage transaction.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>How many messages there are, about, and how long the first visible one has waited.</summary>
    Task<QueueLag> MeasureAsync(CancellationToken cancellationToken);
}

internal sealed record MessageReceipt(string MessageId, string PopReceipt);

/// <param name="Message">Null when the text is not a message of this queue.</param>
/// <param name="Receipt">What deletes it.</param>
internal sealed record ReceivedMessage<TMessage>(TMessage? Message, MessageReceipt Receipt) where TMessage : class;

/// <param name="Message">Null when the text is not a message of this queue.</param>
/// <param name="SentAt">When it came into the queue.</param>
internal sealed record PeekedMessage<TMessage>(TMessage? Message, DateTimeOffset SentAt) where TMessage : class;

/// <param name="Messages">Approximate number of messages, invisible ones included.</param>
/// <param name="Age">
/// How long the first visible message has waited since it was to be worked on; zero when none is visible.
/// </param>
internal sealed record QueueLag(int Messages, TimeSpan Age);
