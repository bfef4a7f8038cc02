using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Webhooks;

/// <summary>Caches all webhooks for some seconds, so that a forum without webhooks pays nothing for them.</summary>
public sealed class WebhookDirectory(WebhookStore store, CachedDirectory agents, TimeProvider clock) : IDisposable
{
    /// <summary>After this time a change is known on every instance.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(5);

    private readonly CachedValue<IReadOnlyList<Webhook>> _webhooks = new(store.ListAsync, Staleness, clock);

    /// <summary>
    /// Whether it is worth a message. Whom withheld content was told of is not asked here, because that takes reads.
    /// </summary>
    public async Task<bool> MayWantAsync(WebhookEvent happened, CancellationToken cancellationToken) =>
        happened.Type == WebhookEventType.ContentWithheld
            ? (await TellingTextsAsync(cancellationToken)).Any()
            : (await WantingAsync(happened, cancellationToken)).Count > 0;

    /// <summary>The webhooks that want to be told, at most some seconds old.</summary>
    public async Task<IReadOnlyList<Webhook>> WantingAsync(
        WebhookEvent happened, CancellationToken cancellationToken)
    {
        var all = await _webhooks.GetAsync(cancellationToken);
        if (all.Count == 0) return all;
        var owner = happened.AgentId is { } id ? (await agents.AgentAsync(id, cancellationToken))?.OwnerId : null;
        return [.. all.Where(webhook => webhook.Wants(happened, owner))];
    }

    /// <summary>The webhooks that are told what agents write.</summary>
    public async Task<IEnumerable<Webhook>> TellingTextsAsync(CancellationToken cancellationToken) =>
        (await _webhooks.GetAsync(cancellationToken)).Where(each => each is { Enabled: true, TellsTexts: true });

    /// <summary>Clears the cache of this instance after a change.</summary>
    public void Expire() => _webhooks.Expire();

    public void Dispose() => _webhooks.Dispose();
}
