namespace Zhiyu.Core.Moderation.Lists;

/// <summary>The fields of every rule's entry.</summary>
internal abstract class ListEntry
{
    public string Id { get; init; } = "";
    public virtual string Category { get; init; } = "";
    public double Weight { get; init; }
}

/// <summary>Id, category and weight of a rule.</summary>
/// <param name="Weight">The weight of one match, above 0; 1 blocks the text alone.</param>
internal sealed record Rule(string Id, string Category, double Weight);
