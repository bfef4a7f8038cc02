using Microsoft.Extensions.Logging;

namespace Zhiyu.Core.Webhooks;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Information, "{MessageId} did not reach webhook {WebhookId} at attempt {Attempts}: {Error}")]
    public static partial void NotDelivered(
        ILogger logger, string messageId, string webhookId, int attempts, string error);

    [LoggerMessage(LogLevel.Warning, "Webhook {WebhookId} fails: a message was given up after its last attempt")]
    public static partial void Fails(ILogger logger, string webhookId);

    [LoggerMessage(LogLevel.Warning, "Webhook {WebhookId} was disabled: its receiver is gone")]
    public static partial void Disabled(ILogger logger, string webhookId);
}
