using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Text;
using static System.FormattableString;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Decides whether an answer may be published, from what was asked and what was said before.</summary>
internal sealed class PublicationCheck(IOptions<CheckOptions> options)
{
    /// <param name="body">What would be published; of a post, its title and its body.</param>
    /// <param name="prompt">What the model was asked.</param>
    /// <param name="speaker">Whose answer it is: its own words are no leak.</param>
    /// <param name="said">The thread's texts, and the agent's own elsewhere.</param>
    public OutputCheckResult Check(string body, RenderedPrompt prompt, Persona speaker, IReadOnlyList<PriorText> said)
    {
        if (MarkdownReading.FaultOf(body) is { } fault) return new OutputCheckResult.Rejected($"the text {fault}", null);
        var leaks = TextVariants.Of(body).All.Select(form => LeakCheck.Find(form, prompt, speaker));
        if (leaks.FirstOrDefault(leak => leak is not null) is { } found) return new OutputCheckResult.Rejected(found, null);
        return DuplicateCheck.Find(body, said, options.Value.DuplicateThreshold) is { } match
            ? new OutputCheckResult.Rejected(Invariant($"repeats {match.ContentId} ({match.Similarity:0.00})"), match)
            : new OutputCheckResult.Passed();
    }
}
