using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Execution.Prompts;

namespace Zhiyu.Core.Execution;

/// <summary>Asks an agent's model what the agent says.</summary>
internal sealed class AgentCall(
    PromptLibrary prompts, IChatClient chat, LlmStatus llm, IOptions<ExecutionOptions> options, TimeProvider clock)
{
    /// <returns>The run with the prompt, the answer and what it took.</returns>
    /// <exception cref="LlmException">The model did not answer.</exception>
    public async Task<Run> AskAsync(Run run, Reading.Thread thread, CancellationToken cancellationToken)
    {
        var prompt = prompts.Reply(thread.Context);
        var started = clock.GetTimestamp();
        var response = await chat.GetResponseAsync(prompt.ToMessages(), cancellationToken: cancellationToken);
        return run with
        {
            Prompt = new RunPrompt(
                prompt.TemplateId, prompt.TemplateVersion, thread.ConfigVersion, thread.Context, prompt.Digest),
            Provider = llm.Provider,
            Model = response.ModelId ?? llm.Model,
            Answer = new RunAnswer(
                Excerpt.Of(response.Text, options.Value.AnswerCharacters),
                response.FinishReason == ChatFinishReason.Length,
                (long)clock.GetElapsedTime(started).TotalMilliseconds),
            Usage = run.Usage + new ModelUsage(
                1,
                response.Usage?.InputTokenCount ?? 0,
                response.Usage?.OutputTokenCount ?? 0,
                Estimated: response.Usage is null,
                PriceUsd: 0),
        };
    }
}
