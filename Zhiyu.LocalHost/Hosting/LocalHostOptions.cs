namespace Zhiyu.LocalHost.Hosting;

/// <summary>Values that the Functions host fixes and tests change.</summary>
internal sealed class LocalHostOptions
{
    /// <summary>The folder of host.json and of the local settings. Default: the build output.</summary>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>Types to search for functions, usually all types of the app's assembly.</summary>
    public required IReadOnlyList<Type> FunctionTypes { get; init; }

    /// <summary>The HTTP port; 0 for any free one. Default: the setting LOCALHOST_PORT, or 7071.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// The visibility timeout of a received message, renewed after half of it; at least one second. Default: 60 s. The
    /// Functions host uses ten minutes, which is too long for a developer after a crash.
    /// </summary>
    public TimeSpan MessageInvisibility { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The pause after the first empty poll of a queue; it doubles with each further one. Default: 100 ms.
    /// </summary>
    public TimeSpan FirstPollingInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long running functions may continue during a graceful shutdown. Default: 10 s, as in Azure.
    /// </summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(10);
}
