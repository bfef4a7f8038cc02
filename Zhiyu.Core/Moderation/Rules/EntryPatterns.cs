using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>The patterns of an entry, or its faults.</summary>
/// <param name="Marker">Marks the word sets that the patterns use; null when they use none.</param>
internal sealed record EntryPatterns(
    LinearPattern? Pattern,
    LinearPattern? Cue,
    LinearPattern? Unless,
    WordSets.Marker? Marker,
    IReadOnlyList<string> Faults)
{
    public static EntryPatterns Of(PatternEntry entry, PatternSets patternSets)
    {
        List<string> faults = [];
        if (entry.Pattern.Length == 0) faults.Add("has no pattern; write one");
        var cue = entry.Cue.Length == 0 ? "" : $"(?:{entry.Cue})\\z";
        HashSet<string> words = [];
        var (pattern, cuePattern, unlessPattern) = (Parse(entry.Pattern), Parse(cue), Parse(entry.Unless));
        return new EntryPatterns(
            pattern, cuePattern, unlessPattern, words.Count == 0 ? null : patternSets.Words.MarkerOf(words), faults);

        LinearPattern? Parse(string source)
        {
            if (source.Length == 0) return null;
            if (patternSets.Fill(source, words, out var fault) is { } filled)
            {
                try
                {
                    return LinearPattern.Parse(filled);
                }
                catch (ArgumentException invalid)
                {
                    fault = $"has a pattern that cannot be used ({invalid.Message}); "
                        + "write it without look-arounds and back-references";
                }
            }

            faults.Add(fault);
            return null;
        }
    }
}
