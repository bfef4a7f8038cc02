using System.Collections.Frozen;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>Reads <c>folding.yaml</c>: for each character, the characters that are written for it.</summary>
internal static class ConfusablesReader
{
    public static Confusables Read(ListFile file)
    {
        var entries = file.Read<ConfusableEntries>();
        var letters = Pairs(file, "homoglyphs", entries.Homoglyphs)
            .Concat(Pairs(file, "variants", entries.Variants)).ToList();
        foreach (var duplicate in letters.GroupBy(pair => pair.From).Where(same => same.Count() > 1))
            file.Fault($"'{duplicate.Key}' is folded more than once; "
                + $"keep one of {string.Join(", ", duplicate.Select(pair => pair.To))}");
        var folded = letters.DistinctBy(pair => pair.From).ToFrozenDictionary(pair => pair.From, pair => pair.To);
        foreach (var (from, to) in letters.Where(pair => folded.ContainsKey(pair.To)))
            file.Fault($"'{from}' is folded to '{to}', which is folded itself; fold it to '{folded[to]}'");
        return new Confusables(
            folded,
            Readings(Pairs(file, "leet", entries.Leet)),
            Pairs(file, "numerals", entries.Numerals)
                .DistinctBy(pair => pair.From).ToFrozenDictionary(pair => pair.From, pair => pair.To),
            Words(file, entries.Spelled));
    }

    private static List<(char From, char To)> Pairs(ListFile file, string section, Dictionary<string, string> entries)
    {
        List<(char, char)> pairs = [];
        foreach (var (to, sources) in entries)
        {
            if (to.Length != 1 || sources.Length == 0 || sources.Any(char.IsSurrogate) || sources.Contains(to[0]))
                file.Fault($"{section}, entry '{to}' must give one character and others that are written for it; "
                    + "correct it");
            else pairs.AddRange(sources.Select(from => (from, to[0])));
        }

        return pairs;
    }

    private static FrozenDictionary<string, char> Words(ListFile file, Dictionary<string, List<string>> entries)
    {
        foreach (var (digit, words) in entries)
        {
            var areWords = words is { Count: > 0 } && words.All(word => word.All(char.IsAsciiLetterLower));
            if (digit.Length != 1 || !areWords)
                file.Fault($"spelled, entry '{digit}' must give a digit and words for it in small letters; correct it");
        }

        return entries.Where(entry => entry is { Key.Length: 1, Value: not null })
            .SelectMany(entry => entry.Value.Select(word => (word, entry.Key[0])))
            .DistinctBy(pair => pair.word).ToFrozenDictionary(pair => pair.word, pair => pair.Item2);
    }

    // A sign that stands for two letters becomes the first letter in the first reading and the second in the second.
    private static List<FrozenDictionary<char, char>> Readings(List<(char From, char To)> pairs)
    {
        var signs = pairs.GroupBy(pair => pair.From, pair => pair.To)
            .Select(sign => (From: sign.Key, To: sign.ToList())).ToList();
        return
        [
            .. Enumerable.Range(0, signs.Select(sign => sign.To.Count).DefaultIfEmpty(0).Max())
                .Select(reading => signs.ToFrozenDictionary(
                    sign => sign.From, sign => sign.To[Math.Min(reading, sign.To.Count - 1)])),
        ];
    }
}

/// <summary>The content of <c>folding.yaml</c>: each character with the characters that are written for it.</summary>
internal sealed class ConfusableEntries
{
    public Dictionary<string, string> Homoglyphs { get; init; } = [];
    public Dictionary<string, string> Variants { get; init; } = [];
    public Dictionary<string, string> Leet { get; init; } = [];
    public Dictionary<string, string> Numerals { get; init; } = [];
    public Dictionary<string, List<string>> Spelled { get; init; } = [];
}
