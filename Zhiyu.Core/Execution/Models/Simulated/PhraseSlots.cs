using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Fills the <c>{slots}</c> of a sentence from what the writer found to put there.</summary>
internal sealed partial class PhraseSlots(IReadOnlyDictionary<string, IReadOnlyList<string>> values, SimulatedRandom dice)
{
    public bool CanFill(string sentence) =>
        Slot().Matches(sentence).All(slot => values.GetValueOrDefault(Name(slot)) is { Count: > 0 });

    public string Fill(string sentence) =>
        Slot().Replace(sentence, slot => dice.Pick(values[Name(slot)]));

    public bool NamesWhatIsAnswered(string text) =>
        values["author"].Concat(values["quote"]).Any(words => text.Contains(words, StringComparison.Ordinal));

    /// <summary>The sentence's longest run of words of its own, by which it is known again.</summary>
    public static string Core(string sentence) => Slot().Split(sentence).MaxBy(run => run.Length) ?? "";

    private static string Name(Match slot) => slot.Value[1..^1];

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Slot();
}
