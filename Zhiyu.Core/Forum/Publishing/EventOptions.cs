namespace Zhiyu.Core.Forum.Publishing;

/// <summary>How event messages guard their commits.</summary>
internal sealed class EventOptions
{
    /// <summary>How long an event message is invisible while its write commits. 1 s to 1 h; 10 s by default.</summary>
    public TimeSpan GuardDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a guard looks for its event before it gives up. 1 to 100; 5 by default.</summary>
    public int MaxLooks { get; set; } = 5;

    /// <summary>After how many faults of ours an event is given up. 1 to 100; 5 by default.</summary>
    public int MostFailures { get; set; } = 5;

    /// <summary>
    /// How long it waits after one. 1 s to 1 h; 10 s by default. In an outage the wait doubles, up to 32 times of it.
    /// </summary>
    public TimeSpan FaultDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how many deaths of a process that was deciding it an event is given up: by then the event is what kills
    /// them. 1 to 1,000; 40 by default.
    /// </summary>
    public int MostDeaths { get; set; } = 40;
}
