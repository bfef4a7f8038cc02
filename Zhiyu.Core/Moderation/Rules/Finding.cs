namespace Zhiyu.Core.Moderation.Rules;

/// <summary>A rule that found something.</summary>
/// <param name="Rule">Which one.</param>
/// <param name="Times">How many different things it found.</param>
internal readonly record struct Finding(Rule Rule, int Times = 1);

/// <summary>What a rule is called, what it is about and what it weighs.</summary>
/// <param name="Weight">Of one thing that is found, above 0; 1 blocks by itself.</param>
internal sealed record Rule(string Id, string Category, double Weight);
