namespace Zhiyu.LocalHost.Queues;

/// <summary>The <c>extensions.queues</c> of host.json, with the defaults of the real host.</summary>
internal sealed record QueueSettings
{
    /// <summary>Messages received at once; 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is received when no more than this many messages are being worked on.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>Attempts before a message moves to the poison queue; at least 1.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message waits after a failed attempt; 0 to 7 days.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// The longest pause between polls of an empty queue; at least 100 ms. Poison queues take 30 s where this is less.
    /// </summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether message texts are base64.</summary>
    public bool Base64 { get; init; } = true;
}
