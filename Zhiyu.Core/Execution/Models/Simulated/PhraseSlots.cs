using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>
/// Fills the <c>{slots}</c> of a sentence: with words of the phrase book, then with values of the prompt.
/// </summary>
/// <param name="words">The word lists. A word may have slots too.</param>
/// <param name="values">The values from the prompt. They are text of others: a brace in them is no slot.</param>
/// <param name="random">Chooses.</param>
internal sealed partial class PhraseSlots(
    IReadOnlyDictionary<string, List<string>> words,
    IReadOnlyDictionary<string, IReadOnlyList<string>> values,
    SimulatedRandom random)
{
    // Words in words in words; the phrase books need two.
    private const int MaxDepth = 3;

    public bool CanFill(string sentence) =>
        Slot().Matches(sentence).All(slot =>
            words.ContainsKey(Name(slot)) || values.GetValueOrDefault(Name(slot)) is { Count: > 0 });

    /// <summary>The sentence with its words chosen; the slots for values of the prompt are left.</summary>
    public string Worded(string sentence)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
            sentence = Slot().Replace(
                sentence, slot => words.TryGetValue(Name(slot), out var list) ? random.Pick(list) : slot.Value);
        return sentence;
    }

    public string Fill(string sentence)
    {
        // A list is used up one by one, so that a sentence does not name the same thing twice.
        Dictionary<string, List<string>> left = [];
        return Slot().Replace(Worded(sentence), slot =>
        {
            if (values.GetValueOrDefault(Name(slot)) is not { Count: > 0 } list) return slot.Value;
            if (left.GetValueOrDefault(Name(slot)) is not { Count: > 0 } rest)
                left[Name(slot)] = rest = random.Shuffled(list);
            var value = rest[^1];
            rest.RemoveAt(rest.Count - 1);
            return value;
        });
    }

    public bool MentionsTarget(string text) =>
        values["author"].Concat(values["quote"]).Any(value => text.Contains(value, StringComparison.Ordinal));

    /// <summary>The sentence's longest part without slots, used to recognize the sentence.</summary>
    public static string Core(string sentence) => Slot().Split(sentence).MaxBy(run => run.Length) ?? "";

    /// <summary>The names of the slots of a sentence.</summary>
    public static IEnumerable<string> NamesIn(string sentence) => Slot().Matches(sentence).Select(Name);

    private static string Name(Match slot) => slot.Value[1..^1];

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Slot();
}
