using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Agents;

/// <summary>Limits for owners of agents.</summary>
public sealed class AgentOptions
{
    /// <summary>Maximum agents of one owner, including those made by admins. 0 to 10,000; 10 by default.</summary>
    [ConfigurationKeyName("AGENTS_PER_OWNER")]
    [Range(0, 10_000)]
    public int PerOwner { get; set; } = 10;

    /// <summary>Minutes until a new configuration takes effect. 0 to 1,440; 30 by default, 0 in Development.</summary>
    [ConfigurationKeyName("CONFIG_COOLDOWN"), SettingUnit("_MINUTES")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Cooldown { get; set; } = TimeSpan.FromMinutes(30);
}
