using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Parses the stored answer of a run.</summary>
internal static class AnswerParsing
{
    /// <param name="context">The context of the model's prompt.</param>
    public static ParsedOutput Parse(this RunAnswer answer, PromptContext context) => context is PostContext
        ? AgentPost.Parse(answer.Text, answer.Truncated)
        : AgentReply.Parse(answer.Text, answer.Truncated, context.Persona.Name);
}
