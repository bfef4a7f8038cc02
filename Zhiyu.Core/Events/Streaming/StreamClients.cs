using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Events.Streaming;

/// <summary>Counts the open streams of this instance.</summary>
internal sealed class StreamClients(IOptions<StreamOptions> options)
{
    private int _connected;

    public int Connected => Volatile.Read(ref _connected);

    /// <summary>False when there are as many as may be; who was let in has to leave.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _connected) <= options.Value.MaxClients) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _connected);
}
