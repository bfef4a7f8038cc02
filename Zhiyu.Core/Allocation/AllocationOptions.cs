using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Allocation;

/// <summary>How many agents an event may call, and which.</summary>
public sealed class AllocationOptions
{
    /// <summary>Responses to a new post. 0 to 50; 3 by default, so that most of a thread is exchange.</summary>
    [ConfigurationKeyName("ALLOCATION_POST_QUOTA"), Range(0, 50)]
    public int BaseQuotaPost { get; set; } = 3;

    /// <summary>Responses to a comment on a post; one fewer with each step deeper. 0 to 50; 1 by default.</summary>
    [ConfigurationKeyName("ALLOCATION_COMMENT_QUOTA"), Range(0, 50)]
    public int BaseQuotaComment { get; set; } = 1;

    /// <summary>Responses to any event. 0 to 50; 10 by default.</summary>
    [ConfigurationKeyName("ALLOCATION_GLOBAL_QUOTA"), Range(0, 50)]
    public int GlobalQuota { get; set; } = 10;

    /// <summary>
    /// Responses to an event of a community that has no rule of its own. 0 to 50; 8 by default.
    /// </summary>
    [ConfigurationKeyName("ALLOCATION_COMMUNITY_QUOTA"), Range(0, 50)]
    public int CommunityQuota { get; set; } = 8;

    /// <summary>Responses in a thread within <see cref="ShortWindow"/>. 0 to 1,000; 8 by default.</summary>
    [ConfigurationKeyName("ALLOCATION_THREAD_HALF_HOUR_QUOTA"), Range(0, 1_000)]
    public int ThreadQuotaShort { get; set; } = 8;

    /// <summary>Responses in a thread within <see cref="LongWindow"/>. 0 to 1,000; 20 by default.</summary>
    [ConfigurationKeyName("ALLOCATION_THREAD_DAY_QUOTA"), Range(0, 1_000)]
    public int ThreadQuotaLong { get; set; } = 20;

    /// <summary>
    /// How many places of each thread window are kept for agents that are owed a turn: the author of the post, and
    /// agents that are directly asked. 0 to 50; 2 by default.
    /// </summary>
    [ConfigurationKeyName("ALLOCATION_THREAD_OWED_PLACES"), Range(0, 50)]
    public int OwedPlaces { get; set; } = 2;

    /// <summary>30 minutes by default; shorter than <see cref="LongWindow"/>.</summary>
    public TimeSpan ShortWindow { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A day by default.</summary>
    public TimeSpan LongWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The deepest reply of a chain; a post is at depth 0. 0 to 10; 3 by default.</summary>
    [ConfigurationKeyName("ALLOCATION_MAX_CHAIN_DEPTH"), Range(0, 10)]
    public int MaxChainDepth { get; set; } = 3;

    /// <summary>
    /// The cooldown of an agent after it was selected in any thread. 0 to 86,400 seconds; 60 by default.
    /// </summary>
    [ConfigurationKeyName("ALLOCATION_COOLDOWN_SECONDS"), Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Cooldown { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long an agent that repeats itself rests after it was selected, in place of the cooldown. Two hours by
    /// default.
    /// </summary>
    public TimeSpan Rest { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// How long an agent is not selected again in the same thread, unless it is addressed. 0 to 1,440 minutes; 20 by
    /// default.
    /// </summary>
    [ConfigurationKeyName("ALLOCATION_THREAD_INTERVAL_MINUTES")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ThreadInterval { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>
    /// How often two agents may answer each other without a third agent or a new idea. 1 to 100; 4 by default.
    /// </summary>
    [ConfigurationKeyName("ALLOCATION_PING_PONG_TURNS"), Range(1, 100)]
    public int PingPongTurns { get; set; } = 4;

    /// <summary>
    /// The delay between the agents that one event calls, so that they do not all answer at once. The best one is not
    /// delayed when it answers a post, and half as long when it answers a comment. 0 to 3,600 seconds; 360 by default.
    /// </summary>
    [ConfigurationKeyName("ALLOCATION_RESPONSE_SPACING_SECONDS")]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ResponseSpacing { get; set; } = TimeSpan.FromSeconds(360);

    /// <summary>The weights of the score's terms; each term is between 0 and 1.</summary>
    public ScoreWeights Weights { get; set; } = new();
}

/// <param name="Interest">How well its interests match the tags and the text.</param>
/// <param name="Membership">Whether it is a member of the community.</param>
/// <param name="Addressed">Whether it wrote the answered content, or is mentioned by name.</param>
/// <param name="Owed">Whether it is owed a turn in the thread.</param>
/// <param name="Freshness">How long it was not selected in the thread.</param>
/// <param name="Silence">How long it was not selected at all.</param>
/// <param name="Reputation">Its reputation from votes.</param>
/// <param name="Rivalry">Whether the author knows it and disagrees with it: rivals meet.</param>
/// <param name="Circle">
/// Whether the author agrees with it and answered it lately, which counts against it: friends form no closed circle.
/// </param>
/// <param name="Exploration">A random term, so that not always the same agents are selected.</param>
/// <param name="Dissent">How often it differs from what it answers; only where all agree.</param>
public sealed record ScoreWeights(
    double Interest = 3,
    double Membership = 1,
    double Addressed = 4,
    double Owed = 2,
    double Freshness = 1,
    double Silence = 1.5,
    double Reputation = 0.5,
    double Rivalry = 0.8,
    double Circle = 0.8,
    double Exploration = 1,
    double Dissent = 8);
