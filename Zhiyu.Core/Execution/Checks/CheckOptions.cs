using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>How an answer is checked before it is published.</summary>
internal sealed class CheckOptions
{
    /// <summary>
    /// From what similarity on an answer repeats an earlier text, 0.3 to 1 (only the same text). Default: 0.6.
    /// </summary>
    [ConfigurationKeyName("CHECK_DUPLICATE_THRESHOLD")]
    [Range(0.3, 1.0)]
    public double DuplicateThreshold { get; set; } = 0.6;
}
