using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Runtime;

/// <summary>Tells webhooks of models whose calls fail: once an hour while it lasts.</summary>
/// <remarks>
/// Each instance may tell it. The messages of an hour have the same id, by which their deliveries are recognized.
/// </remarks>
public sealed class OutageWebhooks(
    ModelHealthBoard health,
    ModelCatalog catalog,
    WebhookNotifier webhooks,
    TimeProvider clock,
    ILogger<OutageWebhooks> logger)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    /// <summary>After a call. What fails here is done again after the next one.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        foreach (var (id, each) in health.Own)
        {
            if (each.IsUpAt(now) || (_told.TryGetValue(id, out var told) && told == hour)) continue;
            try
            {
                if (await webhooks.NotifyAsync([Of(id, hour)], cancellationToken)) _told[id] = hour;
            }
            catch (Exception fault)
            {
                Log.OutageNotTold(logger, fault);
            }
        }
    }

    private WebhookEvent Of(string healthId, DateTimeOffset hour) => new(
        WebhookEventType.ProviderDown, string.Create(CultureInfo.InvariantCulture, $"{healthId}:{hour:O}"), hour)
    {
        Name = catalog.Names.Select(catalog.Route).FirstOrDefault(route => ModelHealth.IdOf(route) == healthId)
            is { } route ? $"{route.Provider}/{route.Model}" : healthId,
    };
}
