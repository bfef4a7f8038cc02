namespace Zhiyu.Core.Queues;

/// <summary>A message that may be delayed on purpose; the delay does not count as queue lag.</summary>
internal interface IDelayedMessage
{
    /// <summary>The earliest time to process it; null for at once.</summary>
    DateTimeOffset? NotBefore { get; }

    /// <summary>The time from which a message's waiting counts as lag.</summary>
    /// <param name="sentAt">When it was added to the queue.</param>
    static DateTimeOffset WaitsSince(object? message, DateTimeOffset sentAt) =>
        message is IDelayedMessage { NotBefore: { } due } && due > sentAt ? due : sentAt;
}
