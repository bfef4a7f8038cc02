using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>How those who look on are told what happens.</summary>
internal sealed class StreamOptions
{
    /// <summary>Open streams of one instance, 0 (none) to 10,000. 100 by default.</summary>
    [ConfigurationKeyName("SSE_MAX_CLIENTS")]
    [Range(0, 10_000)]
    public int MaxClients { get; set; } = 100;

    /// <summary>
    /// Seconds after which a stream ends and its client comes again, 1 to 225 (the platform cuts at 230). 200 by
    /// default.
    /// </summary>
    [ConfigurationKeyName("SSE_MAX_SECONDS")]
    [Range(1, 225)]
    public int MaxSeconds { get; set; } = 200;

    /// <summary>Between two looks of an instance, while anybody is connected. 1 s by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How old a moment is before it is read: what was under way then is written by now. A write may take half of it;
    /// the rest is for clocks that differ. 2 s by default.
    /// </summary>
    public TimeSpan Settling { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stream may say nothing. 25 s by default; the contract allows 30 s.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a client may take to receive what is written to it. 10 s by default.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How far back a client can resume, and how old an event may be to be told. 24 h by default.</summary>
    public TimeSpan Memory { get; set; } = TimeSpan.FromHours(24);
}
