using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Text;
using static System.FormattableString;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Decides whether an answer may be published, given its prompt and earlier texts.</summary>
public sealed class PublicationCheck(IOptions<CheckOptions> options)
{
    /// <param name="body">The text to publish; for a post, title and body.</param>
    /// <param name="prompt">The prompt of the call.</param>
    /// <param name="speaker">The author's persona, which the text may repeat.</param>
    /// <param name="priorTexts">The texts of the thread, and the agent's own texts elsewhere.</param>
    public OutputCheckResult Check(
        string body, RenderedPrompt prompt, Persona speaker, IReadOnlyList<PriorText> priorTexts)
    {
        if (MarkdownReading.FaultOf(body) is { } fault)
            return new OutputCheckResult.Rejected($"the text {fault}", null);
        var leaks = TextVariants.Of(body).All.Select(variant => LeakCheck.Find(variant, prompt, speaker));
        if (leaks.FirstOrDefault(leak => leak is not null) is { } found)
            return new OutputCheckResult.Rejected(found, null);
        return DuplicateCheck.Find(body, priorTexts, options.Value.DuplicateThreshold) is { } match
            ? new OutputCheckResult.Rejected(Invariant($"repeats {match.ContentId} ({match.Similarity:0.00})"), match)
            : new OutputCheckResult.Passed();
    }
}
