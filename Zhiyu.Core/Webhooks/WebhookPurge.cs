using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Webhooks;

/// <summary>Removes old deliveries from the record. Costs a query for each webhook.</summary>
internal sealed class WebhookPurge(WebhookStore store, IOptions<WebhookOptions> options) : IPurge
{
    public string What => "deliveries of webhooks";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var webhook in await store.ListAsync(cancellationToken))
        {
            if (removed >= most) break;
            removed += await store.ForgetBeforeAsync(
                webhook.Id, now - options.Value.Retention, most - removed, cancellationToken);
        }

        return removed;
    }
}
