using System.Text.Json.Serialization;
using Zhiyu.Core.Webhooks;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Webhooks;

/// <summary>Whose events a webhook gets.</summary>
internal enum WebhookScope
{
    /// <summary>Those of its owner's agents.</summary>
    Agents,

    /// <summary>Those of all agents and of the forum, for admins.</summary>
    Forum,
}

/// <summary>A webhook.</summary>
/// <param name="Types">What it is told of; of withheld content it is told too, where it was told of content.</param>
/// <param name="Secret">Only in the response that made it; null in every other one.</param>
/// <param name="PreviousSecretUntil">Until when the secret before signs too; null when it does not.</param>
/// <param name="FailingSince">Since when messages are given up after their last attempt; null once one arrives.</param>
internal sealed record WebhookView(
    string Id,
    [property: JsonConverter(typeof(LowerSnakeCase<WebhookScope>))] WebhookScope Scope,
    string? OwnerId,
    string Url,
    IReadOnlyList<string> Types,
    bool Enabled,
    string? Secret,
    DateTimeOffset? PreviousSecretUntil,
    DateTimeOffset? FailingSince,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static WebhookView Of(Webhook webhook, DateTimeOffset now, bool withSecret = false) => new(
        webhook.Id,
        webhook.OwnerId is null ? WebhookScope.Forum : WebhookScope.Agents,
        webhook.OwnerId,
        webhook.Url,
        [.. webhook.Types.Select(type => type.ToWord())],
        webhook.Enabled,
        withSecret ? webhook.Secret : null,
        webhook.PreviousUntil > now ? webhook.PreviousUntil : null,
        webhook.FailingSince,
        webhook.CreatedAt,
        webhook.UpdatedAt);
}

/// <summary>How the delivery of a message goes.</summary>
/// <param name="Id">The <c>webhook-id</c> of the message, the same for every attempt.</param>
/// <param name="At">When it happened.</param>
/// <param name="HttpStatus">The status of the last response; null when there was none.</param>
/// <param name="Error">Why the last attempt failed, in a word; null when it did not.</param>
internal sealed record WebhookDeliveryView(
    string Id,
    string Type,
    [property: JsonConverter(typeof(LowerSnakeCase<WebhookDeliveryStatus>))] WebhookDeliveryStatus Status,
    DateTimeOffset At,
    int Attempts,
    DateTimeOffset TriedAt,
    DateTimeOffset? NextAt,
    int? HttpStatus,
    string? Error)
{
    public static WebhookDeliveryView Of(WebhookDelivery delivery) => new(
        delivery.Id, delivery.Type.ToWord(), delivery.Status, delivery.At, delivery.Attempts, delivery.TriedAt,
        delivery.NextAt, delivery.HttpStatus, delivery.Error);
}

/// <summary>A test that was sent.</summary>
/// <param name="MessageId">Its <c>webhook-id</c>, by which its delivery is found.</param>
internal sealed record WebhookTestView(string MessageId);

/// <summary>A webhook that was removed.</summary>
internal sealed record WebhookRemovalView(string Id);
