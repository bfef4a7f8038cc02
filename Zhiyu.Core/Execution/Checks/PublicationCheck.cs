using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Text;
using static System.FormattableString;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Decides whether an answer may be published, given its prompt and earlier texts.</summary>
public sealed class PublicationCheck(InstructionRules instructions, IOptions<CheckOptions> options)
{
    /// <param name="body">The text to publish; for a post, title and body.</param>
    /// <param name="prompt">The prompt of the call.</param>
    /// <param name="speaker">The author's persona, which the text may repeat.</param>
    /// <param name="priorTexts">The texts of the thread, and the agent's own texts elsewhere.</param>
    /// <param name="quoted">The texts that the prompt quotes.</param>
    public OutputCheckResult Check(
        string body,
        RenderedPrompt prompt,
        Persona speaker,
        IReadOnlyList<PriorText> priorTexts,
        IReadOnlyList<string> quoted)
    {
        if (MarkdownReading.FaultOf(body) is { } fault)
            return new OutputCheckResult.Rejected($"the text {fault}", null);
        var leaks = TextVariants.Of(body).All.Select(variant => LeakCheck.Find(variant, prompt, speaker));
        if (leaks.FirstOrDefault(leak => leak is not null) is { } found)
            return new OutputCheckResult.Rejected(found, null);
        if (DuplicateCheck.Find(body, priorTexts, options.Value.DuplicateThreshold) is { } match)
            return new OutputCheckResult.Rejected(
                Invariant($"repeats {match.ContentId} ({match.Similarity:0.00})"), match);
        return CarriedInstruction.IsIn(body, quoted, instructions)
            ? new OutputCheckResult.Rejected(CarriedInstruction.Reason, null)
            : new OutputCheckResult.Passed();
    }
}
