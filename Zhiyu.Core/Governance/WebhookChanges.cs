using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Governance;

/// <summary>Adds, changes, tests and removes webhooks for people. All but a test is in the audit trail.</summary>
public sealed class WebhookChanges(
    WebhookStore store,
    WebhookDirectory directory,
    AuditIndex audit,
    IWorkQueue<WebhookMessage> queue,
    Random random,
    TimeProvider clock)
{
    /// <summary>The new webhook with its secret; null when there are enough.</summary>
    /// <param name="ownerId">Null for a webhook of the admins.</param>
    /// <param name="actorId">Who adds it.</param>
    /// <exception cref="ConcurrencyException">Others were added during each attempt.</exception>
    public async Task<Webhook?> AddAsync(
        string? ownerId,
        string actorId,
        string url,
        IReadOnlyList<WebhookEventType> types,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var webhook = new Webhook
        {
            Id = Webhook.IdOf(Ids.NewThread(now, random)),
            OwnerId = ownerId,
            Url = url,
            Types = types,
            Secret = WebhookSignature.NewSecret(),
            Actions = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var record = await RecordAsync(
            GovernanceActionKind.AddWebhook, actorId, before: null, webhook, number: 1, cancellationToken);
        var addition = WebhookAddition.Contested;
        await OptimisticRetry.RunAsync(
            "Webhooks kept being added while another one was.",
            async token =>
                (addition = await store.TryAddAsync(webhook, token, record)) != WebhookAddition.Contested,
            cancellationToken);
        directory.Expire();
        return addition == WebhookAddition.Added ? webhook : null;
    }

    /// <summary>Null when it was removed.</summary>
    /// <exception cref="ConcurrencyException">It changed during each attempt.</exception>
    public Task<Webhook?> ChangeAsync(
        string id, string actorId, Func<Webhook, Webhook> change, CancellationToken cancellationToken) =>
        ChangeAsync(id, GovernanceActionKind.ChangeWebhook, actorId, change, cancellationToken);

    /// <summary>A new secret; the one before stays valid for a day.</summary>
    public Task<Webhook?> RotateAsync(string id, string actorId, CancellationToken cancellationToken) => ChangeAsync(
        id,
        GovernanceActionKind.RotateWebhookSecret,
        actorId,
        webhook => webhook.Rotated(WebhookSignature.NewSecret(), clock.GetUtcNow()),
        cancellationToken);

    /// <summary>Sends a test through the queue, as every other message.</summary>
    /// <returns>The id of the message.</returns>
    public async Task<string> TestAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var test = new WebhookEvent(WebhookEventType.Test, Ids.NewThread(now, random), now);
        await queue.SendAsync(new WebhookMessage([test]) { WebhookId = id }, TimeSpan.Zero, cancellationToken);
        return test.MessageIdFor(id);
    }

    /// <summary>Does nothing when it was removed.</summary>
    /// <exception cref="ConcurrencyException">It changed during each attempt.</exception>
    public async Task RemoveAsync(string id, string actorId, CancellationToken cancellationToken)
    {
        await OptimisticRetry.RunAsync(
            $"Webhook {id} kept changing while it was removed.",
            async token =>
            {
                if (await store.FindAsync(id, token) is not { } read) return true;
                var record = await RecordAsync(
                    GovernanceActionKind.RemoveWebhook, actorId, read.Row, after: null, read.Row.Actions + 1, token);
                return await store.TryRemoveAsync(read, record, token);
            },
            cancellationToken);
        directory.Expire();
    }

    private async Task<Webhook?> ChangeAsync(
        string id,
        GovernanceActionKind kind,
        string actorId,
        Func<Webhook, Webhook> change,
        CancellationToken cancellationToken)
    {
        Webhook? changed = null;
        await OptimisticRetry.RunAsync(
            $"Webhook {id} kept changing while it was changed.",
            async token =>
            {
                changed = null;
                if (await store.FindAsync(id, token) is not { } read) return true;
                changed = change(read.Row) with
                {
                    Actions = read.Row.Actions + 1,
                    UpdatedAt = clock.GetUtcNow(),
                };
                var record = await RecordAsync(kind, actorId, read.Row, changed, changed.Actions, token);
                return await store.TryReplaceAsync(read, changed, token, record);
            },
            cancellationToken);
        directory.Expire();
        return changed;
    }

    /// <summary>Puts the action into the index of the audit trail.</summary>
    /// <returns>The action, to be written with the change.</returns>
    private async Task<TableChange> RecordAsync(
        GovernanceActionKind kind,
        string actorId,
        Webhook? before,
        Webhook? after,
        int number,
        CancellationToken cancellationToken)
    {
        var order = new GovernanceOrder(
            kind, GovernanceTarget.Webhook, (before ?? after)!.Id, actorId, Reason: null);
        var action = order.ToAction(number, clock.GetUtcNow()) with
        {
            Before = before is null ? null : GovernedState.Of(before),
            After = after is null ? null : GovernedState.Of(after),
        };
        await audit.AddAsync(AuditEntry.Of(action), cancellationToken);
        return new TableChange.Add(WebhookActions.KeyOf(action.Id), action);
    }
}
