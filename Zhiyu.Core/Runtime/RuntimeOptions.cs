using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Runtime;

/// <summary>How the runtime works through its queues.</summary>
internal sealed class RuntimeOptions
{
    /// <summary>Whether queued events are worked off. False by default: they wait, none is lost.</summary>
    [ConfigurationKeyName("RUNTIME_ENABLED")]
    public bool Enabled { get; set; }

    /// <summary>
    /// Milliseconds between two rounds of the loop, 5,000 (how often its timer fires) to 300,000, rounded up to a
    /// multiple of 5,000. 5,000 by default.
    /// </summary>
    [ConfigurationKeyName("RUNTIME_INTERVAL_MS")]
    [Range(5_000, 300_000)]
    public int IntervalMs { get; set; } = 5_000;

    /// <summary>Events that one tick by hand allocates. 1 to 100; 10 by default.</summary>
    [ConfigurationKeyName("RUNTIME_BATCH_SIZE")]
    [Range(1, 100)]
    public int BatchSize { get; set; } = 10;

    /// <summary>Executions at once: of one instance, and of a tick by hand. 1 to 256; 16 by default.</summary>
    [ConfigurationKeyName("RUNTIME_MAX_PARALLEL")]
    [Range(1, 256)]
    public int MaxParallel { get; set; } = 16;
}
