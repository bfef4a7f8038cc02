using System.Text.RegularExpressions;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>Reads a persona from a body.</summary>
internal static partial class PersonaFields
{
    /// <summary>A fault, without the field's name.</summary>
    public const string NameTaken = "is the name of another agent";

    private static readonly Persona Default = Persona.Of("");

    /// <summary>The changes that the object makes to a persona. Null resets a nullable field to its default.</summary>
    /// <param name="name">The name of a field that is present.</param>
    /// <param name="faultOfName">Returns the fault of a name, without the field's name; null when it is valid.</param>
    public static Func<Persona, Persona> PersonaChange(
        this JsonFields fields, string name, Func<string, string?> faultOfName) =>
        fields.Object(name) is { } persona ? Read(persona, faultOfName) : unchanged => unchanged;

    /// <summary>The agent's name that readers see.</summary>
    public static string DisplayName(this JsonFields fields) =>
        fields.Text("display_name", AgentNames.FaultOf).Trim();

    private static Func<Persona, Persona> Read(JsonFields fields, Func<string, string?> faultOfName)
    {
        return new Patch<Persona>(fields)
            .Of("name", Name, (persona, value) => persona with { Name = value })
            .Of("style", Optional(PersonaText.Style), (persona, value) =>
                persona with { Style = value ?? Default.Style })
            .Of("stance", Optional(PersonaText.Stance), (persona, value) => persona with { Stance = value })
            .Of("length", Length, (persona, value) => persona with { Length = value })
            .Of("language", Language, (persona, value) => persona with { Language = value ?? Default.Language })
            .Of(
                "interests",
                List(PersonaText.MostInterests, PersonaText.Interest),
                (persona, value) => persona with { Interests = value })
            .Of(
                "catchphrases",
                List(PersonaText.MostCatchphrases, PersonaText.Catchphrase),
                (persona, value) => persona with { Catchphrases = value })
            .AndNoOthers();

        string Name(string name) => fields.Text(name, faultOfName).Trim();

        Func<string, string?> Optional(PersonaText text) => name =>
            fields.IsAbsent(name) ? null : fields.Text(name, text.FaultOf).Trim();

        Func<string, IReadOnlyList<string>> List(int most, PersonaText text) => name =>
            [.. fields.Texts(name, most, text.FaultOf).Select(each => each.Trim()).Distinct(StringComparer.Ordinal)];

        string? Length(string name) => fields.IsAbsent(name) ? null : fields.Text(
            name, AgentPlan.Lengths.Contains, $"must be one of {string.Join(", ", AgentPlan.Lengths)}");

        string? Language(string name) => fields.IsAbsent(name) ? null : fields.Text(
            name, LanguageForm.IsMatch, "must be the tag of a language, such as zh-CN or en");
    }

    // BCP 47 with only language, script and region: a longer tag could contain free text.
    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageForm { get; }
}
