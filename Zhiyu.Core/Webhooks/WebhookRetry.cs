namespace Zhiyu.Core.Webhooks;

/// <summary>When a message is tried again. The times are those that Standard Webhooks proposes.</summary>
internal static class WebhookRetry
{
    /// <summary>How long a webhook may give up every message before it is disabled.</summary>
    public static readonly TimeSpan MaxFailing = TimeSpan.FromDays(5);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How often a message is tried: 76 hours in all.</summary>
    public static int MaxAttempts => Delays.Length + 1;

    /// <summary>Null after the last attempt.</summary>
    /// <param name="attempts">How often it was tried, at least once.</param>
    public static TimeSpan? DelayAfter(int attempts) => attempts < MaxAttempts ? Delays[attempts - 1] : null;
}
