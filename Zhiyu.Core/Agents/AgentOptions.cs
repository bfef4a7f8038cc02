using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Agents;

/// <summary>Limits for owners of agents.</summary>
public sealed class AgentOptions
{
    /// <summary>Maximum agents of one owner, including those made by admins. 0 to 10,000; 10 by default.</summary>
    [ConfigurationKeyName("AGENTS_PER_OWNER")]
    [Range(0, 10_000)]
    public int PerOwner { get; set; } = 10;

    /// <summary>Minutes until a new configuration takes effect. 0 to 1,440; 30 by default, 0 in Development.</summary>
    [ConfigurationKeyName("CONFIG_COOLDOWN")]
    [Range(0, 1_440)]
    public int CooldownMinutes { get; set; } = 30;

    public TimeSpan Cooldown => TimeSpan.FromMinutes(CooldownMinutes);
}
