using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Lists;

/// <summary>The patterns of an entry, or what is wrong with them.</summary>
/// <param name="Marker">What puts marks into the text for the words that they name; null where they name none.</param>
internal sealed record CompiledEntry(
    Regex? Pattern, Regex? Cue, Regex? Unless, WordSets.Marker? Marker, IReadOnlyList<string> Faults)
{
    public static CompiledEntry Of(PatternEntry entry, PatternSets pieces)
    {
        List<string> faults = [];
        if (entry.Pattern.Length == 0) faults.Add("has no pattern; write one");
        var cue = entry.Cue.Length == 0 ? "" : $"(?:{entry.Cue})\\z";
        HashSet<string> words = [];
        var (pattern, before, around) = (Compile(entry.Pattern), Compile(cue), Compile(entry.Unless));
        return new CompiledEntry(
            pattern, before, around, words.Count == 0 ? null : pieces.Words.MarkerOf(words), faults);

        Regex? Compile(string written)
        {
            if (written.Length == 0) return null;
            if (pieces.Fill(written, words, out var fault) is { } filled)
            {
                try
                {
                    // No clock watches it: its time grows with the text's length alone, and a machine may be busy.
                    return new Regex(filled, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                }
                catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
                {
                    fault = $"has a pattern that cannot be used ({broken.Message}); "
                        + "write it without look-arounds and back-references";
                }
            }

            faults.Add(fault);
            return null;
        }
    }
}
