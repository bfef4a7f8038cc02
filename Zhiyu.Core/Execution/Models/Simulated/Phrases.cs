using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>The phrase material of one language, from the file that is embedded beside this one.</summary>
internal sealed class Phrases
{
    private static readonly Lazy<Phrases> Chinese = new(() => Load("phrases.zh.yaml"));
    private static readonly Lazy<Phrases> English = new(() => Load("phrases.en.yaml"));

    public required string FullStop { get; init; }

    /// <summary>What stands between two sentences.</summary>
    public string Space { get; init; } = "";

    public required Dictionary<string, List<string>> Shapes { get; init; }

    /// <summary>How to turn to what is answered where no sentence did.</summary>
    public required List<string> Leads { get; init; }

    public required List<string> Declines { get; init; }

    /// <summary>Titles of posts that are composed, and how such a post begins.</summary>
    public required List<string> Titles { get; init; }

    public required List<string> Openings { get; init; }

    public required Dictionary<string, PhraseBook> Voices { get; init; }

    public static Phrases In(string language) =>
        language.Length == 0 || language.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            ? Chinese.Value
            : English.Value;

    public PhraseBook VoiceOf(Persona persona)
    {
        var words = string.Join(' ', [persona.Style, persona.Stance ?? "", .. persona.Interests]);
        var voice = Voices.Values.MaxBy(Matches)!;
        return Matches(voice) > 0 ? voice : Voices["plain"];

        int Matches(PhraseBook voice) => voice.Match.Count(word => words.Contains(word, StringComparison.Ordinal));
    }

    private static Phrases Load(string file)
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream(typeof(Phrases), file)
            ?? throw new InvalidOperationException($"{file} is not embedded in this assembly.");
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<Phrases>(reader);
    }
}
