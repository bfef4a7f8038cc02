using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Webhooks;

/// <summary>Queue message: tell the webhooks that want to know, or tell one of them.</summary>
/// <param name="Events">What happened; one when it is for one webhook.</param>
public sealed record WebhookMessage(IReadOnlyList<WebhookEvent> Events) : IDelayedMessage
{
    public const string Queue = "webhooks";

    /// <summary>The function that processes these messages.</summary>
    public const string Function = "DeliverWebhook";

    /// <summary>Null for all webhooks that want to know.</summary>
    public string? WebhookId { get; init; }

    /// <summary>How often its delivery to the webhook was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>How often the change that it announces was looked for and not found.</summary>
    public int Looks { get; init; }

    /// <summary>The number of deliveries without a result, most likely because the process crashed.</summary>
    public int Deaths { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? NotBefore { get; init; }

    public bool IsValid => Events is { Count: > 0 }
        && Events.All(each => each is { CauseId.Length: > 0 } && Enum.IsDefined(each.Type))
        && (WebhookId is null || (Events.Count == 1 && Webhook.IsId(WebhookId)));
}
