using System.Text.RegularExpressions;
using Zhiyu.Core.Agents;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>Reads a persona from a body.</summary>
internal static partial class PersonaFields
{
    /// <summary>A fault, without the field's name.</summary>
    public const string NameTaken = "is the name of another agent";

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
        var patch = new Patch<Persona>(fields)
            .Of("name", Name, (persona, value) => persona with { Name = value });
        foreach (var field in Persona.Fields.Where(field => field.MostItems is null))
            patch.Of(field.Name, name => One(name, field.Text), field.With);
        patch
            .Of("length", Length, (persona, value) => persona with { Length = value })
            .Of("language", Language, (persona, value) => persona with { Language = value ?? Persona.Of("").Language });
        foreach (var field in Persona.Fields)
            if (field.MostItems is { } most) patch.Of(field.Name, name => List(name, most, field.Text), field.With);
        foreach (var scale in Persona.Scales)
            patch.Of(scale.Name, Scale, scale.With);
        return patch.AndNoOthers();

        string Name(string name) => fields.Text(name, faultOfName).Trim();

        IReadOnlyList<string> One(string name, PersonaText text) =>
            fields.IsAbsent(name) ? [] : [fields.Text(name, text.FaultOf).Trim()];

        IReadOnlyList<string> List(string name, int most, PersonaText text) =>
            [.. fields.Texts(name, most, text.FaultOf).Select(each => each.Trim()).Distinct(StringComparer.Ordinal)];

        string? Length(string name) => fields.IsAbsent(name) ? null : fields.Text(
            name, OwnerLimits.Lengths.Contains, $"must be one of {string.Join(", ", OwnerLimits.Lengths)}");

        int? Scale(string name) => fields.IsAbsent(name) ? null : (int)fields.Whole(name, 0, PersonaScale.Most);

        string? Language(string name) => fields.IsAbsent(name) ? null : fields.Text(
            name, LanguageForm.IsMatch, "must be the tag of a language, such as zh-CN or en");
    }

    // BCP 47 with only language, script and region: a longer tag could contain free text.
    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageForm { get; }
}
