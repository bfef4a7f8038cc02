using System.Globalization;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Webhooks;

/// <summary>Stores webhooks, and the last deliveries of each in a partition of its own.</summary>
public sealed class WebhookStore(ITables tables)
{
    public const string Table = "webhooks";

    /// <summary>Webhooks are few and listed together.</summary>
    public const string Partition = "webhooks";

    /// <summary>How many an owner may have; the admins together as many.</summary>
    public const int MaxOfOwner = 10;

    /// <summary>How many the forum may have: all instances keep them in memory.</summary>
    public const int MaxOfForum = 1_000;

    /// <summary>How many deliveries of a webhook are kept.</summary>
    public const int MaxDeliveries = 100;

    private const string Prefix = "hook:";
    private const string DeliveryPrefix = "delivery:";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(string id) => new(Partition, Prefix + id);

    public static TableKey KeyOf(string webhookId, WebhookDelivery delivery) =>
        KeyOf(webhookId, delivery.At, delivery.Id);

    /// <summary>All webhooks. One storage transaction.</summary>
    public Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellationToken) => _table.RowsAsync<Webhook>(
        KeyRange.OfPrefix(Partition, Prefix), take: MaxOfForum, cancellationToken);

    /// <summary>Null when there is none. One storage transaction.</summary>
    public Task<Stored<Webhook>?> FindAsync(string id, CancellationToken cancellationToken) =>
        _table.FindAsync<Webhook>(KeyOf(id), cancellationToken);

    /// <summary>Adds the webhook, with what is on record of it, unless there are enough.</summary>
    /// <remarks>Three storage transactions.</remarks>
    public async Task<WebhookAddition> TryAddAsync(
        Webhook webhook, CancellationToken cancellationToken, TableChange? record = null)
    {
        // The mark changes with each webhook of the forum, so that the limits hold however many are added at once.
        var roster = new TableKey(Partition, "roster");
        var mark = await _table.FindAsync<Mark>(roster, cancellationToken);
        var all = await ListAsync(cancellationToken);
        if (all.Count >= MaxOfForum || all.Count(other => other.OwnerId == webhook.OwnerId) >= MaxOfOwner)
            return WebhookAddition.Full;
        var changes = new List<TableChange>
        {
            new TableChange.Add(KeyOf(webhook.Id), webhook),
            TableChange.Write(roster, new Mark(), mark?.ETag),
        };
        if (record is not null) changes.Add(record);
        return await _table.CommitAsync(changes, cancellationToken) is CommitResult.Committed
            ? WebhookAddition.Added
            : WebhookAddition.Contested;
    }

    /// <summary>False when it was changed or removed since it was read. One storage transaction.</summary>
    public async Task<bool> TryReplaceAsync(
        Stored<Webhook> read, Webhook webhook, CancellationToken cancellationToken, TableChange? record = null)
    {
        var replacement = new TableChange.Replace(KeyOf(webhook.Id), webhook, read.ETag);
        return await _table.CommitAsync(record is null ? [replacement] : [replacement, record], cancellationToken)
            is CommitResult.Committed;
    }

    /// <summary>
    /// Removes the webhook and its deliveries; false when it was changed or removed since it was read.
    /// </summary>
    /// <remarks>
    /// The deliveries are removed first, because after a crash nothing would lead to them; those that were recorded
    /// meanwhile are removed after it.
    /// </remarks>
    public async Task<bool> TryRemoveAsync(
        Stored<Webhook> read, TableChange record, CancellationToken cancellationToken)
    {
        var id = read.Row.Id;
        await ForgetAsync(id, keep: 0, cancellationToken);
        if (await _table.CommitAsync([new TableChange.Remove(KeyOf(id), read.ETag), record], cancellationToken)
            is not CommitResult.Committed) return false;
        await ForgetAsync(id, keep: 0, cancellationToken);
        return true;
    }

    /// <summary>The newest deliveries first, by the time of what happened. One storage transaction.</summary>
    public Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(
        string webhookId, CancellationToken cancellationToken) =>
        _table.RowsAsync<WebhookDelivery>(AllOf(webhookId), MaxDeliveries, cancellationToken);

    /// <summary>Null when it was not tried, or too long ago. One storage transaction.</summary>
    public Task<WebhookDelivery?> FindDeliveryAsync(
        string webhookId, WebhookEvent happened, CancellationToken cancellationToken) =>
        _table.FindRowAsync<WebhookDelivery>(
            KeyOf(webhookId, happened.At, happened.MessageIdFor(webhookId)), cancellationToken);

    /// <summary>
    /// Writes the delivery, and removes the oldest ones beyond <see cref="MaxDeliveries"/>, or all when the webhook was
    /// removed meanwhile. Three storage transactions.
    /// </summary>
    public async Task RecordAsync(string webhookId, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        await _table.PutAsync(KeyOf(webhookId, delivery), delivery, cancellationToken);
        var isThere = await FindAsync(webhookId, cancellationToken) is not null;
        await ForgetAsync(webhookId, isThere ? MaxDeliveries : 0, cancellationToken);
    }

    /// <summary>Removes the deliveries of what happened before a time; returns how many.</summary>
    public async Task<int> ForgetBeforeAsync(
        string webhookId, DateTimeOffset time, int most, CancellationToken cancellationToken)
    {
        var old = await _table.RowsAsync<WebhookDelivery>(
            AllOf(webhookId) with { After = KeyOf(webhookId, time, "~").Row },
            Math.Min(most, TableLimits.MaxRows),
            cancellationToken);
        await _table.RemoveAllAsync(old.Select(delivery => KeyOf(webhookId, delivery)), cancellationToken);
        return old.Count;
    }

    private async Task ForgetAsync(string webhookId, int keep, CancellationToken cancellationToken)
    {
        var all = await _table.RowsAsync<WebhookDelivery>(AllOf(webhookId), TableLimits.MaxRows, cancellationToken);
        await _table.RemoveAllAsync(all.Skip(keep).Select(delivery => KeyOf(webhookId, delivery)), cancellationToken);
    }

    private static KeyRange AllOf(string webhookId) => KeyRange.OfPrefix(webhookId, DeliveryPrefix);

    // Newest first.
    private static TableKey KeyOf(string webhookId, DateTimeOffset at, string messageId) => new(
        webhookId,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{DeliveryPrefix}{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:d19}:{messageId}"));
}

public enum WebhookAddition
{
    Added,

    /// <summary>The owner, or the forum, has enough.</summary>
    Full,

    /// <summary>Another one was added at the same time; try again.</summary>
    Contested,
}
