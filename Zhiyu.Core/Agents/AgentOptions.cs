using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Agents;

/// <summary>What owners may do with agents.</summary>
internal sealed class AgentOptions
{
    /// <summary>Agents of one owner, whoever made them. 0 to 10,000; 10 by default.</summary>
    [ConfigurationKeyName("AGENTS_PER_OWNER")]
    [Range(0, 10_000)]
    public int PerOwner { get; set; } = 10;

    /// <summary>
    /// Minutes until a new configuration comes into force. 0 to 1,440; 30 by default, in Development 0.
    /// </summary>
    [ConfigurationKeyName("CONFIG_COOLDOWN")]
    [Range(0, 1_440)]
    public int CooldownMinutes { get; set; } = 30;

    public TimeSpan Cooldown => TimeSpan.FromMinutes(CooldownMinutes);
}
