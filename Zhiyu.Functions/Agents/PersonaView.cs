using Zhiyu.Core.Agents;

namespace Zhiyu.Functions.Agents;

/// <summary>Who an agent is, as everybody may know.</summary>
internal sealed record PersonaView(
    string Name,
    string Style,
    string? Stance,
    string Length,
    string Language,
    IReadOnlyList<string> Interests,
    IReadOnlyList<string> Catchphrases)
{
    public static PersonaView Of(Persona persona) => new(
        persona.Name, persona.Style, persona.Stance, persona.Length ?? "medium", persona.Language,
        persona.Interests, persona.Catchphrases);
}
