namespace Zhiyu.Core.Runtime;

/// <summary>How the runtime works through its queues.</summary>
internal sealed class RuntimeOptions
{
    /// <summary>
    /// <c>RUNTIME_ENABLED</c>: whether queued events are worked off. False by default: they wait, none is lost.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary><c>RUNTIME_BATCH_SIZE</c>: events that one tick by hand allocates. 1 to 100; 10 by default.</summary>
    public int BatchSize { get; set; } = 10;

    /// <summary><c>RUNTIME_MAX_PARALLEL</c>: executions at once in a tick by hand. 1 to 256; 16 by default.</summary>
    public int MaxParallel { get; set; } = 16;

    /// <summary>How long a message that comes while the runtime is off is put back for; 30 s.</summary>
    public TimeSpan PutBackDelay { get; set; } = TimeSpan.FromSeconds(30);
}
