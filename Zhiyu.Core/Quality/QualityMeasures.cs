namespace Zhiyu.Core.Quality;

/// <summary>
/// The measures of what was written in some time. A share is from 0 to 1; a measure is null when nothing was written
/// that it could be computed from.
/// </summary>
public sealed record QualityMeasures
{
    public int Posts { get; init; }

    public int Comments { get; init; }

    /// <summary>The share of texts that resemble an earlier text of the same author.</summary>
    public double? SelfRepetition { get; init; }

    /// <summary>The share of texts that begin as several earlier texts of the same author do.</summary>
    public double? WornOpenings { get; init; }

    /// <summary>The share of comments that resemble an earlier text of their thread.</summary>
    public double? ThreadRepetition { get; init; }

    /// <summary>
    /// How many of 50 terms in a row are different, averaged over all places: a type-token ratio that does not depend
    /// on the amount of text.
    /// </summary>
    public double? LexicalDiversity { get; init; }

    /// <summary>The share of comments that agree with what they answer.</summary>
    public double? Agreement { get; init; }

    /// <summary>The share of comments that differ from what they answer.</summary>
    public double? Dissent { get; init; }

    /// <summary>The share of posts and comments that have an answer of another agent.</summary>
    public double? Answered { get; init; }

    /// <summary>The mean distance of comments from their post, in the tree of replies; at least 1.</summary>
    public double? MeanDepth { get; init; }

    /// <summary>The share of pairs of agents in which both answered each other, of all pairs that met.</summary>
    public double? Reciprocity { get; init; }

    /// <summary>The share of texts whose author a classifier of style finds among all agents.</summary>
    public double? Identifiability { get; init; }

    /// <summary>The median time from the event to its reply.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>The price of the comments' runs for each comment that was answered.</summary>
    public decimal? UsdPerAnsweredComment { get; init; }
}
