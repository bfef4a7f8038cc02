namespace Zhiyu.Core.Moderation.Lists;

/// <summary>What every rule's entry says.</summary>
internal abstract class ListEntry
{
    public string Id { get; init; } = "";
    public virtual string Category { get; init; } = "";
    public double Weight { get; init; }
}

/// <summary>Of <c>terms.*.yaml</c>.</summary>
internal sealed class TermEntry : ListEntry
{
    public List<string>? Terms { get; init; }
}

/// <summary>Of <c>patterns.yaml</c>.</summary>
internal sealed class PatternEntry : ListEntry
{
    /// <summary>
    /// Where it looks: <c>plain</c> by default, <c>legible</c>, <c>joined</c>, <c>digits</c> or <c>addresses</c>.
    /// </summary>
    public string In { get; init; } = "plain";
    public string Pattern { get; init; } = "";

    /// <summary>Which check confirms what it finds; empty for none.</summary>
    public string Check { get; init; } = "";

    /// <summary>What must not go on at its ends: <c>word</c> by default, <c>number</c> or <c>none</c>.</summary>
    public string Edge { get; init; } = "word";

    /// <summary>Pattern of what stands before a find and says that it is one; empty for nothing.</summary>
    public string Cue { get; init; } = "";

    /// <summary>Pattern of surroundings in which a find, between ⟦ and ⟧, is none; empty for none.</summary>
    public string Unless { get; init; } = "";
}

/// <summary>Of <c>links.yaml</c>.</summary>
internal sealed class LinkEntry : ListEntry
{
    public override string Category { get; init; } = "link";

    /// <summary>Domains, with all that is below them.</summary>
    public List<string> Hosts { get; init; } = [];

    /// <summary>Last labels, of addresses with a scheme.</summary>
    public List<string> Endings { get; init; } = [];

    /// <summary><c>address</c>, <c>punycode</c>, <c>mixed_scripts</c> or <c>user</c>.</summary>
    public List<string> Shapes { get; init; } = [];
}

/// <summary><c>folding.yaml</c>: each character with what is written for it.</summary>
internal sealed class ConfusableEntries
{
    public Dictionary<string, string> Homoglyphs { get; init; } = [];
    public Dictionary<string, string> Variants { get; init; } = [];
    public Dictionary<string, string> Leet { get; init; } = [];
    public Dictionary<string, string> Numerals { get; init; } = [];
    public Dictionary<string, List<string>> Spelled { get; init; } = [];
}
