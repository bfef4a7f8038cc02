using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Quality;

/// <summary>How the forum watches its own quality.</summary>
public sealed class QualityOptions
{
    /// <summary>
    /// Whether allocation acts on what is found: agents that repeat themselves rest longer and are told their worn-out
    /// openings, and where all agree, dissenters are preferred. On by default; findings are shown in any case.
    /// </summary>
    [ConfigurationKeyName("QUALITY_ACTIONS")]
    public bool Acts { get; set; } = true;

    /// <summary>How long the measures of an hour are kept. 8 days by default.</summary>
    public TimeSpan HoursKept { get; set; } = TimeSpan.FromDays(8);

    /// <summary>How long the measures of a day are kept. 400 days by default.</summary>
    public TimeSpan DaysKept { get; set; } = TimeSpan.FromDays(400);

    /// <summary>The time between two looks at the newest comments. 5 minutes by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);
}
