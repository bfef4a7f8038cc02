namespace Zhiyu.Core.Webhooks;

public enum WebhookDeliveryStatus
{
    Delivered,

    /// <summary>It failed and will be tried again.</summary>
    Retrying,

    /// <summary>It was given up.</summary>
    Failed,

    /// <summary>It was not sent, because it is no longer so: what it would tell of was withheld or decided.</summary>
    Obsolete,
}

/// <summary>How the delivery of a message to a webhook goes, without the message.</summary>
/// <param name="Id">The id of the message.</param>
/// <param name="At">When it happened.</param>
public sealed record WebhookDelivery(string Id, WebhookEventType Type, DateTimeOffset At)
{
    public required WebhookDeliveryStatus Status { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was last tried, or found obsolete.</summary>
    public required DateTimeOffset TriedAt { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The HTTP status of the last attempt; null when there was no response.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsOver => Status != WebhookDeliveryStatus.Retrying;
}
