using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Webhooks;

/// <summary>Delivers a message to a webhook, at least once, with the same id each time.</summary>
/// <remarks>
/// The message of the next attempt is sent before this attempt is on record, and the queue keeps this message until
/// both are done: a crash at any point leaves one of the two. The record also tells a repeated message from a new one.
/// </remarks>
public sealed class WebhookDeliverer(
    WebhookStore store,
    WebhookSubjects subjects,
    WebhookPayload payload,
    WebhookSender sender,
    WebhookDirectory directory,
    IWorkQueue<WebhookMessage> queue,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<WebhookDeliverer> logger)
{
    private static readonly TimeSpan BusyDelay = TimeSpan.FromSeconds(5);

    // By owner: slow receivers must not keep the messages of other people waiting. The admins are one owner.
    private readonly ConcurrentDictionary<string, int> _sending = new();

    internal async Task DeliverAsync(
        WebhookMessage message, string webhookId, WebhookEvent happened, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(webhookId, cancellationToken) is not { } webhook) return;
        var before = await store.FindDeliveryAsync(webhookId, happened, cancellationToken);
        // Another message about it has gone further than this one.
        if (before is { IsOver: true } || before?.Attempts > message.Attempts) return;
        if (!webhook.Row.Enabled)
        {
            if (before is not null)
                await store.RecordAsync(
                    webhookId,
                    before with { Status = WebhookDeliveryStatus.Failed, NextAt = null, Error = "disabled" },
                    cancellationToken);
            return;
        }

        var owner = webhook.Row.OwnerId ?? "";
        if (_sending.AddOrUpdate(owner, 1, (_, sending) => sending + 1) > options.Value.MaxAtOnce)
        {
            Leave(owner);
            await SendAgainAsync(message, BusyDelay, cancellationToken);
            return;
        }

        try
        {
            await TryAsync(message, webhook, happened, cancellationToken);
        }
        finally
        {
            Leave(owner);
        }
    }

    private async Task TryAsync(
        WebhookMessage message, Stored<Webhook> webhook, WebhookEvent happened, CancellationToken cancellationToken)
    {
        var id = happened.MessageIdFor(webhook.Row.Id);
        var subject = await subjects.ReadAsync(happened, cancellationToken);
        if (!subject.Bears(happened.Type))
        {
            await store.RecordAsync(
                webhook.Row.Id, Record(WebhookDeliveryStatus.Obsolete, message.Attempts), cancellationToken);
            return;
        }

        var body = await payload.WriteAsync(happened, subject, cancellationToken);
        var response = await sender.SendAsync(webhook.Row, id, body, cancellationToken);
        var attempts = message.Attempts + 1;
        var delay = response.Error is null || response.IsGone ? null : WebhookRetry.DelayAfter(attempts);
        if (delay is { } wait) await SendAgainAsync(message with { Attempts = attempts }, wait, cancellationToken);
        else await JudgeAsync(webhook, response, cancellationToken);
        var status = response.Error is null ? WebhookDeliveryStatus.Delivered
            : delay is null ? WebhookDeliveryStatus.Failed
            : WebhookDeliveryStatus.Retrying;
        await store.RecordAsync(
            webhook.Row.Id,
            Record(status, attempts) with
            {
                NextAt = clock.GetUtcNow() + delay,
                HttpStatus = response.Status,
                Error = response.Error,
            },
            cancellationToken);
        if (response.Error is { } error) Log.NotDelivered(logger, id, webhook.Row.Id, attempts, error);

        WebhookDelivery Record(WebhookDeliveryStatus status, int attempts) => new(id, happened.Type, happened.At)
        {
            Status = status,
            Attempts = attempts,
            TriedAt = clock.GetUtcNow(),
        };
    }

    /// <summary>What the end of a delivery says about the webhook.</summary>
    private async Task JudgeAsync(
        Stored<Webhook> read, WebhookResponse response, CancellationToken cancellationToken)
    {
        var (webhook, now) = (read.Row, clock.GetUtcNow());
        var isDead = response.IsGone
            || (response.Error is not null && now - webhook.FailingSince > WebhookRetry.MaxFailing);
        var judged = webhook with
        {
            Enabled = webhook.Enabled && !isDead,
            FailingSince = response.Error is null ? null : webhook.FailingSince ?? now,
        };
        if (judged == webhook) return;
        // Where it was changed meanwhile, the next message decides.
        await store.TryReplaceAsync(read, judged, cancellationToken);
        directory.Expire();
        if (isDead) Log.Disabled(logger, webhook.Id);
        else if (judged.FailingSince is not null) Log.Fails(logger, webhook.Id);
    }

    private Task SendAgainAsync(WebhookMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        queue.SendAsync(message with { NotBefore = clock.GetUtcNow() + delay }, delay, cancellationToken);

    private void Leave(string owner)
    {
        var left = _sending.AddOrUpdate(owner, 0, (_, sending) => sending - 1);
        if (left == 0) _sending.TryRemove(new KeyValuePair<string, int>(owner, 0));
    }
}
