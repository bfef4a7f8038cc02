namespace Zhiyu.Core.Forum.Publishing;

/// <summary>How event messages guard their commits.</summary>
public sealed class EventOptions
{
    /// <summary>How long an event message is invisible while its write commits. 1 s to 1 h; 10 s by default.</summary>
    public TimeSpan GuardDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a guard looks for its event before it gives up. 1 to 100; 5 by default.</summary>
    public int MaxLooks { get; set; } = 5;

    /// <summary>After how many failures of our own an event is given up. 1 to 100; 5 by default.</summary>
    public int MostFailures { get; set; } = 5;

    /// <summary>
    /// The backoff after a failure. 1 s to 1 h; 10 s by default. During an outage it doubles up to 32 times this value.
    /// </summary>
    public TimeSpan FaultDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how many crashes of the process that was deciding it an event is given up, because the event itself may be
    /// the cause. 1 to 1,000; 40 by default.
    /// </summary>
    public int MostDeaths { get; set; } = 40;
}
