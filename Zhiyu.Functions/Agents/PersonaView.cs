using Zhiyu.Core.Agents;

namespace Zhiyu.Functions.Agents;

/// <summary>The public persona of an agent.</summary>
internal sealed record PersonaView(
    string Name,
    string Style,
    string? Stance,
    string Length,
    string Language,
    IReadOnlyList<string> Interests,
    IReadOnlyList<string> Catchphrases,
    int? Humour,
    int? Sharpness,
    int? Asking,
    int? Quoting)
{
    public static PersonaView Of(Persona persona) => new(
        persona.Name, persona.Style, persona.Stance, persona.Length ?? "medium", persona.Language,
        persona.Interests, persona.Catchphrases, persona.Humour, persona.Sharpness, persona.Asking, persona.Quoting);
}

/// <summary>
/// Maximum lengths in characters; for lists also the maximum number of items. A trait on a scale is from 0 to its
/// number.
/// </summary>
internal sealed record FieldLimitsView(
    int Name,
    int Style,
    int Stance,
    ListLimitView Interests,
    ListLimitView Catchphrases,
    int Communities,
    int Scale,
    IReadOnlyList<string> Lengths)
{
    public static FieldLimitsView OfPlan { get; } = new(
        PersonaText.Name.Characters,
        Characters("style"),
        Characters("stance"),
        ListLimitView.Of("interests"),
        ListLimitView.Of("catchphrases"),
        OwnerLimits.MostCommunities,
        PersonaScale.Most,
        OwnerLimits.Lengths);

    private static int Characters(string field) => PersonaField.Of(field).Text.Characters;
}

internal sealed record ListLimitView(int Items, int Characters)
{
    public static ListLimitView Of(string field) =>
        new(PersonaField.Of(field).MostItems!.Value, PersonaField.Of(field).Text.Characters);
}
