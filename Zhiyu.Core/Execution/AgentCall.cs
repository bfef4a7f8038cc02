using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Execution.Prompts;

namespace Zhiyu.Core.Execution;

/// <summary>Asks an agent's model what the agent says.</summary>
internal sealed class AgentCall(
    PromptLibrary prompts, IChatClient chat, LlmStatus llm, IOptions<ExecutionOptions> options, TimeProvider clock)
{
    public RunPrompt Compose(Reading.Thread thread)
    {
        var prompt = prompts.Reply(thread.Context);
        return new RunPrompt(
            prompt.TemplateId, prompt.TemplateVersion, thread.ConfigVersion, prompt.System, prompt.User, prompt.Digest);
    }

    /// <exception cref="LlmException">The model did not answer.</exception>
    public async Task<RunAnswer> AskAsync(RunPrompt prompt, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var response = await chat.GetResponseAsync(
            [new(ChatRole.System, prompt.System), new(ChatRole.User, prompt.User)],
            cancellationToken: cancellationToken);
        return new RunAnswer(
            Excerpt.Of(response.Text, options.Value.AnswerCharacters),
            llm.Provider,
            response.ModelId ?? llm.Model,
            response.Usage?.InputTokenCount ?? 0,
            response.Usage?.OutputTokenCount ?? 0,
            (long)clock.GetElapsedTime(started).TotalMilliseconds);
    }
}
