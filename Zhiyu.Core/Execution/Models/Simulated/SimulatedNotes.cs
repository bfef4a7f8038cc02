using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>What the simulated writer notes of its own reply, in its own words.</summary>
internal static class SimulatedNotes
{
    private const double NoteRate = 0.33;
    private const double SecondNoteRate = 0.15;
    private const int MaxLength = 120;

    /// <param name="speech">The voice.</param>
    /// <param name="said">What was said, by move.</param>
    /// <param name="plan">The plan of the reply.</param>
    /// <param name="about">The answered author, or the topic of a post.</param>
    /// <param name="random">Chooses.</param>
    public static IReadOnlyList<object> Of(
        SimulatedSpeech speech,
        IReadOnlyDictionary<string, string> said,
        ReplyPlan plan,
        string about,
        SimulatedRandom random)
    {
        // A promise is always noted: it is to be kept.
        var kinds = new List<(string Kind, string Template)>();
        if (said.ContainsKey("promise")) kinds.Add(("promise", "promise"));
        if (random.NextDouble() < NoteRate)
            kinds.AddRange(random.Shuffled(Candidates()).Take(random.NextDouble() < SecondNoteRate ? 2 : 1));
        return [.. kinds.Take(2).Select(kind => Note(kind.Kind, kind.Template)).OfType<object>()];

        IEnumerable<(string Kind, string Template)> Candidates()
        {
            if (said.ContainsKey("ask")) yield return ("question", "ask");
            if (said.ContainsKey("joke")) yield return ("joke", "joke");
            if (plan.Attitude is Attitude.Agrees or Attitude.Differs or Attitude.Weary)
                yield return ("opinion", plan.Moves.Contains("reconcile")
                    ? "reconcile"
                    : $"{plan.Attitude}".ToLowerInvariant());
            yield return ("fact", "fact");
        }

        object? Note(string kind, string template)
        {
            if (said.GetValueOrDefault(template) is { } sentence) speech.Remember(sentence);
            var text = speech.Choose(speech.Phrases.Notes[template]);
            return text is null || text.Length > MaxLength ? null : new { kind, about, text };
        }
    }
}
