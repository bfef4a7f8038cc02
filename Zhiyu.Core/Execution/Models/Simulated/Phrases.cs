using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>The phrases of one language, from the embedded file.</summary>
internal sealed class Phrases
{
    private static readonly Lazy<Phrases> Chinese = new(() => Load("phrases.zh.yaml"));
    private static readonly Lazy<Phrases> English = new(() => Load("phrases.en.yaml"));

    public required string FullStop { get; init; }

    /// <summary>The separator of sentences.</summary>
    public string Space { get; init; } = "";

    public required Dictionary<string, List<string>> Shapes { get; init; }

    /// <summary>Openings that mention the answered text, for replies whose sentences do not.</summary>
    public required List<string> Leads { get; init; }

    public required List<string> Declines { get; init; }

    /// <summary>Titles of composed posts.</summary>
    public required List<string> Titles { get; init; }

    /// <summary>How long ago something was, by the days since then.</summary>
    public required SortedDictionary<int, string> Ago { get; init; }

    /// <summary>The date of a note when it is not known what day it is.</summary>
    public required string Date { get; init; }

    /// <summary>What to note of a reply, by kind and attitude.</summary>
    public required Dictionary<string, List<string>> Notes { get; init; }

    /// <summary>What every voice can also say.</summary>
    public required PhraseBook Shared { get; init; }

    public required Dictionary<string, PhraseBook> Voices { get; init; }

    public static Phrases In(string language) =>
        language.Length == 0 || language.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            ? Chinese.Value
            : English.Value;

    public PhraseBook PhraseBookOf(Persona persona)
    {
        var description = string.Join(' ', [persona.Style, persona.Stance ?? "", .. persona.Interests]);
        var best = Voices.Values.MaxBy(Matches)!;
        return Matches(best) > 0 ? best : Voices["plain"];

        int Matches(PhraseBook book) =>
            book.Match.Count(word => description.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The sentences of a move: those of the voice, and those that every voice can say.</summary>
    public IEnumerable<string> SentencesOf(PhraseBook voice, string move) =>
        [.. voice.Moves.GetValueOrDefault(move, []), .. Shared.Moves.GetValueOrDefault(move, [])];

    private static Phrases Load(string file)
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream(typeof(Phrases), file)
            ?? throw new InvalidOperationException($"{file} is not embedded in this assembly.");
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<Phrases>(reader);
    }
}
