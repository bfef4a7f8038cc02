using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Webhooks;

internal static class SomeWebhook
{
    public static Webhook Of(string? ownerId, string url = "https://hooks.example/", int number = 1) => new()
    {
        Id = Webhook.IdOf($"{ownerId} {number}"),
        OwnerId = ownerId,
        Url = url,
        Types = WebhookEventTypes.OfForum,
        Secret = WebhookSignature.NewSecret(),
        CreatedAt = Some.Time,
        UpdatedAt = Some.Time,
    };
}
