using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Counts the open streams of this instance.</summary>
public sealed class StreamClients
{
    private readonly IOptions<StreamOptions> _options;
    private int _connected;

    public StreamClients(IOptions<StreamOptions> options, IMeterFactory meters)
    {
        _options = options;
        meters.Forum().CreateObservableUpDownCounter(
            "zhiyu.stream.clients", () => Connected, "{client}", "Open streams of this instance.");
    }

    public int Connected => Volatile.Read(ref _connected);

    /// <summary>False when the limit is reached. After true, the caller must call <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _connected) <= _options.Value.MaxClients) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _connected);
}
