using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Quality;

/// <summary>
/// Reads the stance of a comment: from the attitude that its author noted, else from words, listed in the embedded
/// files beside this one.
/// </summary>
/// <remarks>Words are a rough guide: they count how many agree on the whole, and judge no single comment.</remarks>
internal static class StanceWords
{
    private static readonly Lazy<(Regex Differ, Regex Agree)> Words = new(Load);

    public static Stance Of(Attitude? attitude, string text) => attitude switch
    {
        Attitude.Agrees => Stance.Agrees,
        Attitude.Differs => Stance.Differs,
        null => Of(text),
        _ => Stance.None,
    };

    private static Stance Of(string text)
    {
        var normal = TextNormalization.Of(text);
        var differs = Words.Value.Differ.Count(normal);
        var agrees = Words.Value.Agree.Count(Words.Value.Differ.Replace(normal, " "));
        return differs + agrees == 0 ? Stance.None : agrees > differs ? Stance.Agrees : Stance.Differs;
    }

    private static (Regex Differ, Regex Agree) Load()
    {
        var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();
        var files = ((string[])["stances.zh.yaml", "stances.en.yaml"]).Select(name =>
        {
            using var stream = typeof(StanceWords).Assembly.GetManifestResourceStream(typeof(StanceWords), name)!;
            using var text = new StreamReader(stream);
            return reader.Deserialize<WordFile>(text);
        }).ToList();
        return (Pattern(files.SelectMany(file => file.Differ)), Pattern(files.SelectMany(file => file.Agree)));
    }

    // The longest first, so that a word counts once. Words of letters match whole words only.
    private static Regex Pattern(IEnumerable<string> words) => new(
        string.Join('|', words.OrderByDescending(word => word.Length).Select(word =>
            char.IsAsciiLetter(word[0])
                ? $@"\b{Regex.Escape(word.Trim())}{(char.IsAsciiLetter(word[^1]) ? @"\b" : "")}"
                : Regex.Escape(word))),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private sealed class WordFile
    {
        public List<string> Differ { get; set; } = [];
        public List<string> Agree { get; set; } = [];
    }
}
