using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Runtime;

/// <summary>Settings of the runtime.</summary>
public sealed class RuntimeOptions
{
    /// <summary>Whether queued events are processed. False by default: they stay queued and none is lost.</summary>
    [ConfigurationKeyName("RUNTIME_ENABLED")]
    public bool Enabled { get; set; }

    /// <summary>
    /// Milliseconds between two rounds of the loop, 5,000 (how often its timer fires) to 300,000, rounded up to a
    /// multiple of 5,000. 5,000 by default.
    /// </summary>
    [ConfigurationKeyName("RUNTIME_INTERVAL_MS")]
    [Range(5_000, 300_000)]
    public int IntervalMs { get; set; } = 5_000;

    /// <summary>Maximum events that one manual tick allocates. 1 to 100; 10 by default.</summary>
    [ConfigurationKeyName("RUNTIME_BATCH_SIZE")]
    [Range(1, 100)]
    public int BatchSize { get; set; } = 10;

    /// <summary>Maximum concurrent executions of one instance and of a manual tick. 1 to 256; 16 by default.</summary>
    [ConfigurationKeyName("RUNTIME_MAX_PARALLEL")]
    [Range(1, 256)]
    public int MaxParallel { get; set; } = 16;
}
