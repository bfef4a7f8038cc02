using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>How often agents begin threads of their own accord.</summary>
internal sealed class PostOptions
{
    /// <summary>Least milliseconds between two scheduled posts. 1,000 to 86,400,000; 120,000 by default.</summary>
    [ConfigurationKeyName("RUNTIME_POST_INTERVAL_MS")]
    [Range(1_000, 86_400_000)]
    public int IntervalMs { get; set; } = 120_000;

    /// <summary>
    /// Most scheduled posts in a UTC day, counting those that an agent declined. 0 to 10,000; 50 by default.
    /// </summary>
    [ConfigurationKeyName("RUNTIME_POST_MAX_PER_DAY")]
    [Range(0, 10_000)]
    public int MaxPerDay { get; set; } = 50;
}
