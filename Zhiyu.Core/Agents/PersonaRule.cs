using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Agents;

/// <summary>
/// Something that an owner may not write into a persona, from the file that is embedded beside this one: a persona says
/// how its agent speaks, never what.
/// </summary>
internal sealed class PersonaRule
{
    private static readonly Lazy<IReadOnlyList<PersonaRule>> All = new(Load);

    private readonly IReadOnlyList<Regex> _inWords;
    private readonly IReadOnlyList<Regex> _inCharacters;

    private PersonaRule(Row row)
    {
        (Id, Advice) = (row.Id, row.Advice);
        _inWords = [.. row.Words.Select(Compile)];
        _inCharacters = [.. row.Characters.Select(Compile)];
    }

    public string Id { get; }

    /// <summary>What to write instead.</summary>
    public string Advice { get; }

    /// <summary>The first rule that the text breaks; null when it keeps them all.</summary>
    public static PersonaRule? Broken(string text)
    {
        var plain = VisibleText.OneLine(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var words = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        // Chinese needs no blanks, and those who want to hide put them, or ornaments, between the characters.
        var characters = string.Concat(words.Where(c => !char.IsWhiteSpace(c) && !"*_~·•".Contains(c)));
        return All.Value.FirstOrDefault(rule =>
            rule._inWords.Any(pattern => pattern.IsMatch(words))
            || rule._inCharacters.Any(pattern => pattern.IsMatch(characters)));
    }

    // Linear in the text, whatever is written in the file and by the owner.
    private static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static IReadOnlyList<PersonaRule> Load()
    {
        using var stream = typeof(PersonaRule).Assembly
            .GetManifestResourceStream(typeof(PersonaRule), "persona-rules.yaml")!;
        using var reader = new StreamReader(stream);
        return [.. new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<List<Row>>(reader).Select(row => new PersonaRule(row))];
    }

    private sealed class Row
    {
        public string Id { get; set; } = "";
        public string Advice { get; set; } = "";
        public List<string> Words { get; set; } = [];
        public List<string> Characters { get; set; } = [];
    }
}
