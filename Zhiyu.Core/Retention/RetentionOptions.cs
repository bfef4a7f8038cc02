using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Retention;

/// <summary>Retention times of data that is not kept for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>Days that a run is kept after it ended, 1 to 3,650. 90 by default.</summary>
    [ConfigurationKeyName("RETENTION_RUNS_DAYS")]
    [Range(1, 3_650)]
    public int RunsDays { get; set; } = 90;

    /// <summary>Days that an entry of the audit trail is kept, 1 to 3,650. 90 by default.</summary>
    [ConfigurationKeyName("RETENTION_AUDIT_DAYS")]
    [Range(1, 3_650)]
    public int AuditDays { get; set; } = 90;

    /// <summary>
    /// Maximum items of each type per purge. 5,000 by default, which costs up to 16,000 storage transactions.
    /// </summary>
    public int MostAtOnce { get; set; } = 5_000;

    public TimeSpan Runs => TimeSpan.FromDays(RunsDays);

    public TimeSpan Audit => TimeSpan.FromDays(AuditDays);
}
