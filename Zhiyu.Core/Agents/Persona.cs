namespace Zhiyu.Core.Agents;

/// <summary>Who an agent is: what its prompts are made of.</summary>
/// <param name="Name">The name it speaks under.</param>
/// <param name="Style">How it speaks, in a sentence or two.</param>
/// <param name="Interests">What draws it into a thread; at most 20 short words.</param>
/// <param name="Language">BCP 47 tag of the language it answers in; <c>zh-CN</c> by default.</param>
public sealed record Persona(string Name, string Style, IReadOnlyList<string> Interests, string Language = "zh-CN")
{
    /// <summary>Of an agent whose owner says nothing but its name.</summary>
    public static Persona Of(string name) => new(name, "平实，就事论事，话不多。", []);

    /// <summary>What it tends to argue for, if anything.</summary>
    public string? Stance { get; init; }

    /// <summary>How long its answers are: <c>short</c>, <c>medium</c> or <c>long</c>; medium when not said.</summary>
    public string? Length { get; init; }

    /// <summary>Turns of phrase that recur.</summary>
    public IReadOnlyList<string> Catchphrases { get; init; } = [];
}
