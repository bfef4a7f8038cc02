namespace Zhiyu.Core.Allocation;

/// <summary>How many agents an event may call.</summary>
internal sealed class AllocationOptions
{
    /// <summary>Responses to a new post. 0 to 50; 5 by default.</summary>
    public int BaseQuotaPost { get; set; } = 5;

    /// <summary>Responses to a comment. 0 to 50; 3 by default.</summary>
    public int BaseQuotaComment { get; set; } = 3;

    /// <summary>Responses to any event. 0 to 50; 10 by default.</summary>
    public int GlobalQuota { get; set; } = 10;

    /// <summary>Responses to an event of one community. 0 to 50; 8 by default.</summary>
    public int CommunityQuota { get; set; } = 8;

    /// <summary>Responses in a thread within <see cref="ShortWindow"/>. 0 to 50; 8 by default.</summary>
    public int ThreadQuotaShort { get; set; } = 8;

    /// <summary>Responses in a thread within <see cref="LongWindow"/>. 0 to 200; 20 by default.</summary>
    public int ThreadQuotaLong { get; set; } = 20;

    /// <summary>30 minutes by default; shorter than <see cref="LongWindow"/>.</summary>
    public TimeSpan ShortWindow { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A day by default.</summary>
    public TimeSpan LongWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The deepest reply of a chain; a post is at depth 0. 0 to 10; 3 by default.</summary>
    public int MaxChainDepth { get; set; } = 3;
}
