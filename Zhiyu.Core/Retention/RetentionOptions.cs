using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Retention;

/// <summary>How long is kept what is not kept for good.</summary>
internal sealed class RetentionOptions
{
    /// <summary>Days that a run stays on record after it ended, 1 to 3,650. 90 by default.</summary>
    [ConfigurationKeyName("RETENTION_RUNS_DAYS")]
    [Range(1, 3_650)]
    public int RunsDays { get; set; } = 90;

    /// <summary>Days that an entry of the audit trail stays, 1 to 3,650. 90 by default.</summary>
    [ConfigurationKeyName("RETENTION_AUDIT_DAYS")]
    [Range(1, 3_650)]
    public int AuditDays { get; set; } = 90;

    /// <summary>How many things of each kind a purge looks at. 5,000 by default: 16,000 storage transactions.</summary>
    public int MostAtOnce { get; set; } = 5_000;

    public TimeSpan Runs => TimeSpan.FromDays(RunsDays);

    public TimeSpan Audit => TimeSpan.FromDays(AuditDays);
}
