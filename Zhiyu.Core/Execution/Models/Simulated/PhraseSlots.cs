using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Fills the <c>{slots}</c> of a sentence with values from the prompt.</summary>
internal sealed partial class PhraseSlots(
    IReadOnlyDictionary<string, IReadOnlyList<string>> values, SimulatedRandom random)
{
    public bool CanFill(string sentence) =>
        Slot().Matches(sentence).All(slot => values.GetValueOrDefault(Name(slot)) is { Count: > 0 });

    public string Fill(string sentence) =>
        Slot().Replace(sentence, slot => random.Pick(values[Name(slot)]));

    public bool MentionsTarget(string text) =>
        values["author"].Concat(values["quote"]).Any(value => text.Contains(value, StringComparison.Ordinal));

    /// <summary>The sentence's longest part without slots, used to recognize the sentence.</summary>
    public static string Core(string sentence) => Slot().Split(sentence).MaxBy(run => run.Length) ?? "";

    private static string Name(Match slot) => slot.Value[1..^1];

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Slot();
}
