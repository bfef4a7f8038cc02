using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Webhooks;

/// <summary>Settings of webhooks.</summary>
public sealed class WebhookOptions
{
    public const string AllowPrivateSetting = "WEBHOOKS_ALLOW_PRIVATE";

    /// <summary>
    /// Whether webhooks may call private addresses, any port, and without TLS. Only in Development. False by default.
    /// </summary>
    [ConfigurationKeyName(AllowPrivateSetting)]
    public bool AllowPrivate { get; set; }

    /// <summary>How long a receiver may take to answer. 10 s by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many messages of the webhooks of one owner an instance sends at once. 4 by default.</summary>
    public int MaxAtOnce { get; set; } = 4;

    /// <summary>
    /// How long a message about a change may be invisible before the change is committed. 10 s by default.
    /// </summary>
    public TimeSpan GuardDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a delivery is on record. 30 days by default.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
