namespace Zhiyu.Core.Queues;

/// <summary>A message that was sent to be worked on later: until then it lags behind nothing.</summary>
internal interface IDelayedMessage
{
    /// <summary>When it was to be worked on at the earliest; null for at once.</summary>
    DateTimeOffset? NotBefore { get; }

    /// <summary>Since when a message waits.</summary>
    /// <param name="sentAt">When it came into the queue.</param>
    static DateTimeOffset WaitsSince(object? message, DateTimeOffset sentAt) =>
        message is IDelayedMessage { NotBefore: { } due } && due > sentAt ? due : sentAt;
}
