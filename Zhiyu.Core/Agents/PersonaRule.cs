using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>
/// A rule for what an owner may not write into a persona, from the embedded file beside this one. A persona says how
/// its agent speaks, never what it says.
/// </summary>
internal sealed partial class PersonaRule
{
    private static readonly Lazy<IReadOnlyList<PersonaRule>> All = new(Load);

    private readonly IReadOnlyList<Regex> _inWords;
    private readonly IReadOnlyList<Regex> _inCharacters;

    private PersonaRule(Row row, Dictionary<string, string> pieces)
    {
        (Id, Advice) = (row.Id, row.Advice);
        _inWords = [.. row.Words.Select(Compile)];
        _inCharacters = [.. row.Characters.Select(Compile)];

        // Non-backtracking matching is linear in the text, for any pattern and any input.
        Regex Compile(string pattern) => new(
            Piece.Replace(pattern, piece => $"({pieces[piece.Groups[1].Value]})"),
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public string Id { get; }

    /// <summary>Advice for the owner: what to write instead.</summary>
    public string Advice { get; }

    /// <summary>The first rule that a variant of the text breaks; null when it breaks none.</summary>
    public static PersonaRule? Broken(string text) =>
        TextVariants.Of(text).All.Select(BrokenAsWritten).FirstOrDefault(rule => rule is not null);

    private static PersonaRule? BrokenAsWritten(string text)
    {
        var plain = VisibleText.OneLine(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var words = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        // Chinese does not need spaces. To hide a phrase, people put spaces or ornaments between its characters.
        var characters = string.Concat(words.Where(c => !char.IsWhiteSpace(c) && !"*_~·•".Contains(c)));
        return All.Value.FirstOrDefault(rule =>
            rule._inWords.Any(pattern => pattern.IsMatch(words))
            || rule._inCharacters.Any(pattern => pattern.IsMatch(characters)));
    }

    private static IReadOnlyList<PersonaRule> Load()
    {
        using var stream = typeof(PersonaRule).Assembly
            .GetManifestResourceStream(typeof(PersonaRule), "persona-rules.yaml")!;
        using var reader = new StreamReader(stream);
        var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<RuleFile>(reader);
        return [.. file.Rules.Select(row => new PersonaRule(row, file.Pieces))];
    }

    [GeneratedRegex(@"@([\p{L}_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Piece { get; }

    private sealed class RuleFile
    {
        public Dictionary<string, string> Pieces { get; set; } = [];
        public List<Row> Rules { get; set; } = [];
    }

    private sealed class Row
    {
        public string Id { get; set; } = "";
        public string Advice { get; set; } = "";
        public List<string> Words { get; set; } = [];
        public List<string> Characters { get; set; } = [];
    }
}
