using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>A note that an agent remembers in a run.</summary>
public sealed record Recollection(MemoryEntry Entry, Note Note);

/// <summary>
/// Finds what an agent remembers: notes about those who are present, and notes that share rare terms with what is
/// answered; newer ones and promises before older ones and jokes. Deterministic for the same memory and cue.
/// </summary>
public static class Recall
{
    /// <summary>The most notes that a run recalls, however cheap they are.</summary>
    public const int MostNotes = 8;

    // Of someone present an agent remembers much that has nothing to do with the thread.
    private const int MostForPresenceAlone = 2;

    // Two rare words that are shared, or three that are less rare.
    private const double EnoughShared = 1.2;

    private const double AboutAnswered = 1;
    private const double AboutPresent = 0.5;
    private const double FromCommunity = 0.3;

    /// <param name="tokens">The most that all notes may cost.</param>
    /// <param name="cost">What a note costs in a prompt.</param>
    /// <returns>The most fitting first.</returns>
    public static IReadOnlyList<Recollection> Of(
        AgentMemory memory, RecallCue cue, int tokens, Func<Recollection, int> cost)
    {
        var notes = memory.Entries
            .SelectMany(entry => entry.Noted.Notes.Select(note => new Remembered(
                entry, note, RecallTerms.Of($"{note.About} {note.Text}"))))
            .ToList();
        if (notes.Count == 0) return [];

        var terms = RecallTerms.Weighted(cue.Text, cue.IsCommon);
        var rarity = RarityOf(terms, notes);
        var names = cue.Present.ToDictionary(present => present.Key, present => RecallTerms.Of(present.Value));
        var ranked = notes
            .Where(each => !cue.QuotedIds.Contains(each.Entry.ContentId))
            .Select(each => (
                Note: each,
                Presence: PresenceIn(each, cue, names),
                Shared: each.Terms.Sum(term => rarity.GetValueOrDefault(term))))
            .Where(each => each.Presence > 0 || each.Shared >= EnoughShared)
            .OrderByDescending(each => Math.Round(
                (each.Presence + each.Shared) * NoteWeight.Of(each.Note.Note, cue.Now - each.Note.Entry.At), 9))
            .ThenByDescending(each => each.Note.Entry.At)
            .ThenBy(each => each.Note.Entry.RunId, StringComparer.Ordinal)
            .ThenBy(each => each.Note.Note.Text, StringComparer.Ordinal)
            // The same words are noted again and again.
            .DistinctBy(each => each.Note.Note.Text, StringComparer.OrdinalIgnoreCase);

        var chosen = new List<Recollection>();
        var forPresence = 0;
        foreach (var (note, _, shared) in ranked)
        {
            if (chosen.Count == MostNotes) break;
            var recollection = new Recollection(note.Entry, note.Note);
            if (shared < EnoughShared && forPresence == MostForPresenceAlone) continue;
            if (cost(recollection) is var price && price > tokens) continue;
            if (shared < EnoughShared) forPresence++;
            tokens -= price;
            chosen.Add(recollection);
        }

        return chosen;
    }

    // The weight of each term of the cue, more for those that few of the notes have.
    private static Dictionary<string, double> RarityOf(
        IReadOnlyDictionary<string, double> terms, List<Remembered> notes)
    {
        var counts = notes.SelectMany(note => note.Terms).Where(terms.ContainsKey).CountBy(term => term);
        return counts.ToDictionary(
            count => count.Key,
            count => terms[count.Key] * Math.Log(1 + ((double)notes.Count / count.Value)) / Math.Log(1 + notes.Count));
    }

    private static double PresenceIn(
        Remembered note, RecallCue cue, Dictionary<string, IReadOnlySet<string>> names)
    {
        var present = names.Where(each => IsAbout(note, each.Key, each.Value)).Select(each => each.Key).ToList();
        return present.Contains(cue.AnsweredAgentId ?? "") ? AboutAnswered
            : present.Count > 0 ? AboutPresent
            : note.Entry.CommunityId == cue.CommunityId ? FromCommunity
            : 0;
    }

    private static bool IsAbout(Remembered note, string agentId, IReadOnlySet<string> name) =>
        note.Entry.Noted.AnsweredAgentId == agentId || (name.Count > 0 && name.IsSubsetOf(note.Terms));

    private sealed record Remembered(MemoryEntry Entry, Note Note, IReadOnlySet<string> Terms);
}
