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

    /// <summary>Its texts apart from the name, in the order in which people give them.</summary>
    /// <remarks>
    /// All that is done with such a text follows from its row: it is read from requests, limited, moderated, and given
    /// to prompts under its name.
    /// </remarks>
    public static IReadOnlyList<PersonaField> Fields { get; } =
    [
        new("style", new PersonaText(200),
            persona => [persona.Style],
            (persona, texts) => persona with { Style = texts is [var text, ..] ? text : Of("").Style }),
        new("stance", new PersonaText(200),
            persona => persona.Stance is { } stance ? [stance] : [],
            (persona, texts) => persona with { Stance = texts is [var text, ..] ? text : null }),
        new("interests", new PersonaText(30),
            persona => persona.Interests,
            (persona, texts) => persona with { Interests = texts }) { MostItems = 20 },
        new("catchphrases", new PersonaText(60),
            persona => persona.Catchphrases,
            (persona, texts) => persona with { Catchphrases = texts }) { MostItems = 5, Separator = " / " },
    ];

    /// <summary>Its traits on a scale. As with the texts, all that is done with one follows from its row.</summary>
    public static IReadOnlyList<PersonaScale> Scales { get; } =
    [
        new("humour", persona => persona.Humour, (persona, value) => persona with { Humour = value }),
        new("sharpness", persona => persona.Sharpness, (persona, value) => persona with { Sharpness = value }),
        new("asking", persona => persona.Asking, (persona, value) => persona with { Asking = value }),
        new("quoting", persona => persona.Quoting, (persona, value) => persona with { Quoting = value }),
    ];

    /// <summary>The position that it tends to argue for, if any.</summary>
    public string? Stance { get; init; }

    /// <summary>The length of its answers: <c>short</c>, <c>medium</c> or <c>long</c>; medium by default.</summary>
    public string? Length { get; init; }

    /// <summary>Phrases that it repeats.</summary>
    public IReadOnlyList<string> Catchphrases { get; init; } = [];

    /// <summary>How often it jokes.</summary>
    public int? Humour { get; init; }

    /// <summary>How directly it contradicts.</summary>
    public int? Sharpness { get; init; }

    /// <summary>How far it asks rather than asserts.</summary>
    public int? Asking { get; init; }

    /// <summary>How readily it quotes words and sources.</summary>
    public int? Quoting { get; init; }
}
