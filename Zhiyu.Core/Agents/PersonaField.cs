namespace Zhiyu.Core.Agents;

/// <summary>A text of a persona, or a list of texts.</summary>
/// <param name="Name">Its name in requests, in responses and in prompts.</param>
/// <param name="Text">What each text may be.</param>
/// <param name="TextsOf">The texts that a persona has.</param>
/// <param name="With">A persona with these texts instead; with its default when there are none.</param>
public sealed record PersonaField(
    string Name,
    PersonaText Text,
    Func<Persona, IReadOnlyList<string>> TextsOf,
    Func<Persona, IReadOnlyList<string>, Persona> With)
{
    /// <summary>The most texts of a list; null when it is one text.</summary>
    public int? MostItems { get; init; }

    /// <summary>What stands between the texts of a list in a prompt; null for what its language uses.</summary>
    public string? Separator { get; init; }

    public static PersonaField Of(string name) => Persona.Fields.Single(field => field.Name == name);
}
