using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Retention;

/// <summary>Retention times of data that is not kept for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>How long a run is kept after it ended, 1 to 3,650 days. 90 by default.</summary>
    [ConfigurationKeyName("RETENTION_RUNS_DAYS")]
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Runs { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long an entry of the audit trail is kept, 1 to 3,650 days. 90 by default.</summary>
    [ConfigurationKeyName("RETENTION_AUDIT_DAYS")]
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Maximum items of each type per purge. 5,000 by default, which costs up to 16,000 storage transactions.
    /// </summary>
    public int MostAtOnce { get; set; } = 5_000;
}
