namespace Zhiyu.LocalHost.Queues;

/// <summary>The <c>extensions.queues</c> section of host.json, with the defaults of the Functions host.</summary>
internal sealed record QueueSettings
{
    /// <summary>The number of messages per batch; 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is received when at most this many messages are in process.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>The dequeue count after which a message moves to the poison queue; at least 1.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>The visibility timeout after a failed attempt; 0 to 7 days.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// The maximum pause between polls of an empty queue; at least 100 ms. For poison queues at least 30 s.
    /// </summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether message texts are base64.</summary>
    public bool Base64 { get; init; } = true;
}
