using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>The compiled patterns of an entry, or its faults.</summary>
/// <param name="Marker">Marks the word sets that the patterns use; null when they use none.</param>
internal sealed record CompiledPatterns(
    Regex? Pattern, Regex? Cue, Regex? Unless, WordSets.Marker? Marker, IReadOnlyList<string> Faults)
{
    public static CompiledPatterns Of(PatternEntry entry, PatternSets patternSets)
    {
        List<string> faults = [];
        if (entry.Pattern.Length == 0) faults.Add("has no pattern; write one");
        var cue = entry.Cue.Length == 0 ? "" : $"(?:{entry.Cue})\\z";
        HashSet<string> words = [];
        var (pattern, cuePattern, unlessPattern) = (Compile(entry.Pattern), Compile(cue), Compile(entry.Unless));
        return new CompiledPatterns(
            pattern, cuePattern, unlessPattern, words.Count == 0 ? null : patternSets.Words.MarkerOf(words), faults);

        Regex? Compile(string source)
        {
            if (source.Length == 0) return null;
            if (patternSets.Fill(source, words, out var fault) is { } filled)
            {
                try
                {
                    // No timeout is needed: its time is linear in the text's length.
                    return new Regex(filled, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                }
                catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException)
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
