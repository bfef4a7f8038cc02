namespace Zhiyu.Core.Moderation.Lists;

/// <summary>The fields of every rule entry.</summary>
internal abstract class ListEntry
{
    public string Id { get; init; } = "";
    public virtual string Category { get; init; } = "";
    public double Weight { get; init; }
}

/// <summary>An entry of <c>terms.*.yaml</c>.</summary>
internal sealed class TermEntry : ListEntry
{
    public List<string>? Terms { get; init; }
}

/// <summary>An entry of <c>patterns.yaml</c>.</summary>
internal sealed class PatternEntry : ListEntry
{
    /// <summary>
    /// The reading to search: <c>plain</c> by default, <c>legible</c>, <c>joined</c>, <c>digits</c> or
    /// <c>addresses</c>.
    /// </summary>
    public string In { get; init; } = "plain";
    public string Pattern { get; init; } = "";

    /// <summary>The check that confirms a match; empty for none.</summary>
    public string Check { get; init; } = "";

    /// <summary>
    /// What must not continue beyond the match: <c>word</c> by default, <c>number</c> or <c>none</c>.
    /// </summary>
    public string Edge { get; init; } = "word";

    /// <summary>A pattern before a match that confirms it; empty for none.</summary>
    public string Cue { get; init; } = "";

    /// <summary>A pattern of surroundings that rule out a match, which is marked by ⟦ and ⟧; empty for none.</summary>
    public string Unless { get; init; } = "";
}

/// <summary>An entry of <c>links.yaml</c>.</summary>
internal sealed class LinkEntry : ListEntry
{
    public override string Category { get; init; } = "link";

    /// <summary>Domains, including their subdomains.</summary>
    public List<string> Hosts { get; init; } = [];

    /// <summary>Top-level domains, for addresses with a scheme.</summary>
    public List<string> Endings { get; init; } = [];

    /// <summary><c>address</c>, <c>punycode</c>, <c>mixed_scripts</c> or <c>user</c>.</summary>
    public List<string> Shapes { get; init; } = [];
}

/// <summary>The content of <c>folding.yaml</c>: each character with the characters that are written for it.</summary>
internal sealed class ConfusableEntries
{
    public Dictionary<string, string> Homoglyphs { get; init; } = [];
    public Dictionary<string, string> Variants { get; init; } = [];
    public Dictionary<string, string> Leet { get; init; } = [];
    public Dictionary<string, string> Numerals { get; init; } = [];
    public Dictionary<string, List<string>> Spelled { get; init; } = [];
}
