namespace Zhiyu.LocalHost.Hosting;

/// <summary>What the real host fixes and tests want to change.</summary>
internal sealed class LocalHostOptions
{
    /// <summary>The folder of host.json and the local settings. Default: the build output.</summary>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>The classes with functions, among others: all types of the app's assembly will do.</summary>
    public required IReadOnlyList<Type> FunctionTypes { get; init; }

    /// <summary>The HTTP port, 0 for any free one. Default: the setting LOCALHOST_PORT, or 7071.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// How long a received message stays invisible, renewed at half time; at least a second. Default: 60 s. The
    /// real host takes ten minutes, which is long to wait for on a developer's machine after a crash.
    /// </summary>
    public TimeSpan MessageInvisibility { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause after a queue's first empty poll; each further one doubles it. Default: 100 ms.</summary>
    public TimeSpan FirstPollingInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long running functions may go on after a stop is asked for. Default: 10 s, as in Azure.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(10);
}
