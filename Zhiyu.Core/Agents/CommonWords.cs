using System.Collections.Frozen;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Agents;

/// <summary>
/// Common words, from the embedded files beside this one. They are not allowed as names; an agent that has such a name
/// anyway is not called by the word alone.
/// </summary>
internal sealed class CommonWords
{
    // An entry is a word, so a longer text is an error in the file.
    private const int MostCharacters = 20;

    private static readonly Lazy<CommonWords> Loaded = new(() => Load(ReadEmbedded()));

    private readonly FrozenSet<string> _words;

    private CommonWords(IReadOnlyList<WordFile> files)
    {
        _words = files.SelectMany(file => file.Words).Select(Plain).ToFrozenSet(StringComparer.Ordinal);
        BeforeNames = [.. files.SelectMany(file => file.BeforeNames)];
        AfterNames = [.. files.SelectMany(file => file.AfterNames)];
    }

    /// <exception cref="FaultyFilesException">The files are invalid.</exception>
    public static CommonWords Embedded => Loaded.Value;

    /// <summary>Words that come before the name of a called agent, such as thanks or hello.</summary>
    public IReadOnlyList<string> BeforeNames { get; }

    /// <summary>Words that come after the name of a called agent, in scripts without spaces.</summary>
    public IReadOnlyList<string> AfterNames { get; }

    /// <summary>
    /// Whether a name is a common word, consists of common words, or is a number, regardless of case and width.
    /// </summary>
    public bool Include(string name)
    {
        var plain = Plain(name);
        if (plain.Length == 0) return false;
        return _words.Contains(plain) || plain.All(char.IsDigit) || PartsOf(name).All(_words.Contains);
    }

    /// <param name="files">The text of each file, by its name.</param>
    /// <exception cref="FaultyFilesException">The files are invalid.</exception>
    public static CommonWords Load(IReadOnlyDictionary<string, string> files)
    {
        var faults = new List<string>();
        var read = files.Select(file => Read(file.Key, file.Value, faults)).ToList();
        return faults.Count == 0 ? new CommonWords(read) : throw new FaultyFilesException("Common words:", faults);
    }

    private static WordFile Read(string name, string text, List<string> faults)
    {
        try
        {
            var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<WordFile>(text) ?? new WordFile();
            faults.AddRange(FaultsOf(file).Select(fault => $"{name}: {fault}"));
            return file;
        }
        catch (YamlException fault)
        {
            faults.Add($"{name}: line {fault.Start.Line} can't be read; write lists of words");
            return new WordFile();
        }
    }

    private static IEnumerable<string> FaultsOf(WordFile file)
    {
        if (file.Words.Count == 0) yield return "words is empty; list some";
        foreach (var word in (IEnumerable<string>)[.. file.Words, .. file.BeforeNames, .. file.AfterNames])
        {
            if (string.IsNullOrEmpty(word) || Plain(word).Length == 0) yield return $"'{word}' is no word; remove it";
            else if (word.Length > MostCharacters) yield return $"'{word}' is more than a word; shorten it";
        }

        foreach (var repeated in file.Words.CountBy(Plain).Where(each => each.Value > 1 && each.Key.Length > 0))
            yield return $"'{repeated.Key}' is listed twice; remove one";
    }

    private static string Plain(string text) => string.Concat(PartsOf(text));

    // Splits text into runs of letters and digits.
    private static IEnumerable<string> PartsOf(string text)
    {
        var part = new StringBuilder();
        foreach (var rune in TextNormalization.Of(text ?? "").EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                part.Append(Rune.ToLowerInvariant(rune).ToString());
                continue;
            }

            if (part.Length > 0) yield return part.ToString();
            part.Clear();
        }

        if (part.Length > 0) yield return part.ToString();
    }

    private static Dictionary<string, string> ReadEmbedded() =>
        ((string[])["common-words.zh.yaml", "common-words.en.yaml"]).ToDictionary(name => name, name =>
        {
            using var stream = typeof(CommonWords).Assembly.GetManifestResourceStream(typeof(CommonWords), name)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        });

    private sealed class WordFile
    {
        public List<string> Words { get; set; } = [];
        public List<string> BeforeNames { get; set; } = [];
        public List<string> AfterNames { get; set; } = [];
    }
}
