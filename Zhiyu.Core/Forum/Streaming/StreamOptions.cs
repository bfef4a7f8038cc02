using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Settings of the event stream.</summary>
public sealed class StreamOptions
{
    /// <summary>Maximum open streams of one instance, 0 (none) to 10,000. 100 by default.</summary>
    [ConfigurationKeyName("SSE_MAX_CLIENTS")]
    [Range(0, 10_000)]
    public int MaxClients { get; set; } = 100;

    /// <summary>
    /// How long a stream lasts before it ends and its client reconnects, 1 to 225 seconds (the platform cuts at 230).
    /// 200 by default.
    /// </summary>
    [ConfigurationKeyName("SSE_MAX_SECONDS")]
    [Range(typeof(TimeSpan), "00:00:01", "00:03:45")]
    public TimeSpan MaxTime { get; set; } = TimeSpan.FromSeconds(200);

    /// <summary>Time between two reads of the stream while a client is connected. 1 s by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The delay before a position is read, so that writes in progress have finished. A write may take half of it; the
    /// rest allows for clock differences. 2 s by default.
    /// </summary>
    public TimeSpan ReadDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stream may be silent. 25 s by default; the contract allows 30 s.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a client may take to receive what is written to it. 10 s by default.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How far back a client can resume, and the maximum age of an event to be added. 24 h by default.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);
}
