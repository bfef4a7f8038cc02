using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>
/// Named parts of patterns: <c>{name}</c> stands for any alternative of a piece, or for any word of a set.
/// </summary>
internal sealed partial class PatternSets(IReadOnlyDictionary<string, List<string>> pieces, WordSets words)
{
    // Deeper than any valid nesting; a piece that contains itself stops here.
    private const int MaxDepth = 4;

    public WordSets Words => words;

    public static PatternSets Read(ListFile file, WordSets words)
    {
        var read = file.Read<Dictionary<string, List<string>>>();
        var pieces = new PatternSets(read, words);
        foreach (var (name, alternatives) in read)
        {
            if (words.Contains(name)) file.Fault($"piece '{name}' has the name of words; give it one of its own");
            else if (alternatives is not { Count: > 0 }) file.Fault($"piece '{name}' has no alternatives; list some");
            else if (pieces.Fill($"{{{name}}}", new HashSet<string>(), out var fault) is null)
                file.Fault($"piece '{name}' {fault}");
        }

        return pieces;
    }

    /// <summary>The pattern with its pieces filled in; null, with the fault, when that is not possible.</summary>
    /// <param name="used">Receives the word sets that the pattern uses.</param>
    public string? Fill(string pattern, ISet<string> used, out string fault)
    {
        var filled = pattern;
        for (var depth = 0; depth <= MaxDepth; depth++)
        {
            var names = Name.Matches(filled).Select(name => name.Groups[1].Value).ToHashSet();
            var unknown = names.FirstOrDefault(name => !pieces.ContainsKey(name) && !words.Contains(name));
            fault = unknown is null ? "" : $"names '{unknown}' that there is not in words.yaml nor in pieces.yaml";
            if (unknown is not null) return null;
            if (names.Count == 0) return filled;
            used.UnionWith(names.Where(words.Contains));
            filled = Name.Replace(filled, name => words.Contains(name.Groups[1].Value)
                ? words.MarkOf(name.Groups[1].Value).ToString()
                : $"(?:{string.Join('|', pieces[name.Groups[1].Value] ?? [])})");
        }

        fault = "has pieces within pieces without end; take one of them out";
        return null;
    }

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Name { get; }
}
