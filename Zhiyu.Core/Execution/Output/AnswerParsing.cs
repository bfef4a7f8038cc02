using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Reads the answer that is on record, as often as it is wanted.</summary>
internal static class AnswerParsing
{
    /// <param name="context">What the model was asked about.</param>
    public static ParsedOutput Parse(this RunAnswer answer, PromptContext context) => context is PostContext
        ? AgentPost.Parse(answer.Text, answer.Truncated)
        : AgentReply.Parse(answer.Text, answer.Truncated, context.Persona.Name);
}
