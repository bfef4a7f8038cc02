using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Finds an instruction that a text copies from what its author was shown.</summary>
/// <remarks>
/// Neither is rejected alone: an agent may repeat a passage that instructs no reader, may instruct in its own words,
/// and may quote an instruction in short to speak of it. Text that is both copied and an instruction spreads by itself.
/// </remarks>
internal static class CarriedInstruction
{
    public const string Reason = "carries over an instruction from what it was shown";

    // Ten Chinese characters or five English words: shorter ones are phrases that meet by chance.
    private const int MinWeight = 10;

    /// <param name="body">The text to publish; its short quotations don't count.</param>
    /// <param name="quoted">The texts that its prompt quotes.</param>
    /// <param name="instructions">What reads as an instruction.</param>
    public static bool IsIn(string body, IReadOnlyList<string> quoted, InstructionRules instructions) =>
        CopiedPassages.In(
                TextVariants.Of(DuplicateCheck.WithoutQuotations(body)).All, quoted, MinWeight, instructions)
            .Distinct(StringComparer.Ordinal)
            .Any(passage => instructions.Find(passage) is not null);
}
