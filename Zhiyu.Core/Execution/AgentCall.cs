using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Execution.Llm.Catalog;
using Zhiyu.Core.Execution.Prompts;

namespace Zhiyu.Core.Execution;

/// <summary>Asks an agent's model what the agent says.</summary>
internal sealed class AgentCall(
    PromptLibrary prompts,
    ForumDirectory directory,
    ModelCatalog catalog,
    ModelClients clients,
    IOptions<ExecutionOptions> options,
    TimeProvider clock)
{
    /// <returns>The run with the prompt, the answer and what it took.</returns>
    /// <exception cref="LlmException">The model did not answer.</exception>
    public async Task<Run> AskAsync(Run run, Reading.Thread thread, CancellationToken cancellationToken)
    {
        var prompt = prompts.Reply(thread.Context);
        var route = catalog.Route((await directory.AgentAsync(run.AgentId, cancellationToken))?.Model ?? "");
        var call = new ModelCall(run.Id, run.Attempts, run.AgentId, run.CommunityId);
        var started = clock.GetTimestamp();
        var response = await clients.For(route)
            .GetResponseAsync(prompt.ToMessages(), new RunChatOptions(call), cancellationToken);
        return run with
        {
            Prompt = new RunPrompt(
                prompt.TemplateId, prompt.TemplateVersion, thread.ConfigVersion, thread.Context, prompt.Digest),
            Provider = route.Provider,
            Model = response.ModelId ?? route.Model,
            Warning = route.Warning,
            Answer = new RunAnswer(
                Excerpt.Of(response.Text, options.Value.AnswerCharacters),
                response.FinishReason == ChatFinishReason.Length,
                (long)clock.GetElapsedTime(started).TotalMilliseconds),
            Usage = run.Usage + call.Usage,
        };
    }
}
