using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Webhooks;

/// <summary>Adds, changes, tests and removes webhooks for people.</summary>
public sealed class WebhookChanges(
    WebhookStore store,
    WebhookDirectory directory,
    IWorkQueue<WebhookMessage> queue,
    Random random,
    TimeProvider clock)
{
    /// <summary>The new webhook with its secret; null when there are enough.</summary>
    /// <param name="ownerId">Null for a webhook of the admins.</param>
    /// <exception cref="ConcurrencyException">Others were added during each attempt.</exception>
    public async Task<Webhook?> AddAsync(
        string? ownerId, string url, IReadOnlyList<WebhookEventType> types, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var webhook = new Webhook
        {
            Id = Webhook.IdOf(Ids.NewThread(now, random)),
            OwnerId = ownerId,
            Url = url,
            Types = types,
            Secret = WebhookSignature.NewSecret(),
            CreatedAt = now,
            UpdatedAt = now,
        };
        var addition = WebhookAddition.Contested;
        await OptimisticRetry.RunAsync(
            "Webhooks kept being added while another one was.",
            async token => (addition = await store.TryAddAsync(webhook, token)) != WebhookAddition.Contested,
            cancellationToken);
        directory.Expire();
        return addition == WebhookAddition.Added ? webhook : null;
    }

    /// <summary>Null when it was removed.</summary>
    /// <exception cref="ConcurrencyException">It changed during each attempt.</exception>
    public async Task<Webhook?> ChangeAsync(
        string id, Func<Webhook, Webhook> change, CancellationToken cancellationToken)
    {
        Webhook? changed = null;
        await OptimisticRetry.RunAsync(
            $"Webhook {id} kept changing while it was changed.",
            async token =>
            {
                changed = null;
                if (await store.FindAsync(id, token) is not { } read) return true;
                changed = change(read.Row) with { UpdatedAt = clock.GetUtcNow() };
                return await store.TryReplaceAsync(read, changed, token);
            },
            cancellationToken);
        directory.Expire();
        return changed;
    }

    /// <summary>A new secret; the one before stays valid for a day.</summary>
    public Task<Webhook?> RotateAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        id, webhook => webhook.Rotated(WebhookSignature.NewSecret(), clock.GetUtcNow()), cancellationToken);

    /// <summary>Sends a test through the queue, as every other message.</summary>
    /// <returns>The id of the message.</returns>
    public async Task<string> TestAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var test = new WebhookEvent(WebhookEventType.Test, Ids.NewThread(now, random), now);
        await queue.SendAsync(new WebhookMessage([test]) { WebhookId = id }, TimeSpan.Zero, cancellationToken);
        return test.MessageIdFor(id);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await store.RemoveAsync(id, cancellationToken);
        directory.Expire();
    }
}
