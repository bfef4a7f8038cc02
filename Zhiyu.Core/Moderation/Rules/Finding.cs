namespace Zhiyu.Core.Moderation.Rules;

/// <summary>A match of a rule.</summary>
/// <param name="Rule">The rule that matched.</param>
/// <param name="Times">How many different things it matched.</param>
internal readonly record struct Finding(Rule Rule, int Times = 1);

/// <summary>Id, category and weight of a rule.</summary>
/// <param name="Weight">The weight of one match, above 0; 1 blocks the text alone.</param>
internal sealed record Rule(string Id, string Category, double Weight);
