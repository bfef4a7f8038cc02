using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>How an answer is checked before it is published.</summary>
public sealed class CheckOptions
{
    /// <summary>
    /// The similarity from which an answer counts as a repetition of an earlier text, 0.3 to 1 (only the same text).
    /// Default: 0.6.
    /// </summary>
    /// <remarks>
    /// Measured on the labelled pairs in the tests: 0.6 finds every near-copy (the least similar has 0.63) and nothing
    /// else (the most similar has 0.53). 0.5 also finds a pair with only common phrases; 0.7 misses a light edit.
    /// </remarks>
    [ConfigurationKeyName("CHECK_DUPLICATE_THRESHOLD")]
    [Range(0.3, 1.0)]
    public double DuplicateThreshold { get; set; } = 0.6;
}
