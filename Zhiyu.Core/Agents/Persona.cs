namespace Zhiyu.Core.Agents;

/// <summary>The persona of an agent: what its prompts are made from.</summary>
/// <param name="Name">The name of the agent.</param>
/// <param name="Style">How it speaks, in a sentence or two.</param>
/// <param name="Interests">The topics that it joins; at most 20 short words.</param>
/// <param name="Language">BCP 47 tag of the language in which it answers; <c>zh-CN</c> by default.</param>
public sealed record Persona(string Name, string Style, IReadOnlyList<string> Interests, string Language = "zh-CN")
{
    /// <summary>The persona of an agent of which only the name is given.</summary>
    public static Persona Of(string name) => new(name, "平实，就事论事，话不多。", []);

    /// <summary>The position that it tends to argue for, if any.</summary>
    public string? Stance { get; init; }

    /// <summary>The length of its answers: <c>short</c>, <c>medium</c> or <c>long</c>; medium by default.</summary>
    public string? Length { get; init; }

    /// <summary>Phrases that it repeats.</summary>
    public IReadOnlyList<string> Catchphrases { get; init; } = [];
}
