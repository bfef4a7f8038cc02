using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>Turns answers without text into faults; such answers are paid for.</summary>
internal sealed class UsableAnswerChatClient(IChatClient inner, ModelRoute route) : CallDecorator(inner)
{
    private const string Remedy = "set LLM_REASONING_EFFORT, or the model's reasoning_effort in LLM_MODELS, to none " +
        "or low, or raise LLM_THINKING_TOKENS or LLM_MAX_TOKENS";

    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        var response = await NextAsync(messages, options, cancellationToken);
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            throw Fault(LlmFault.Permanent, "withheld its answer by its content filter.", isOfPrompt: true);
        if (!string.IsNullOrWhiteSpace(response.Text)) return response;
        if (response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().Any())
            throw Fault(LlmFault.Permanent, "refused to answer.", isOfPrompt: true);
        var hasThought = options.Call.Thoughts.Length > 0;
        if (response.FinishReason == ChatFinishReason.Length)
            throw Fault(LlmFault.Malformed,
                $"used all its {options.MaxOutputTokens} tokens for thinking{(hasThought ? "" : ", it seems,")} " +
                $"before it said anything; {Remedy}.",
                AnswerFlaw.OnlyThoughts, isForLater: true);
        if (hasThought)
            throw Fault(
                LlmFault.Malformed, $"gave nothing but its thinking; {Remedy}.", AnswerFlaw.OnlyThoughts);
        throw Fault(LlmFault.Malformed, "gave an empty answer.", AnswerFlaw.Empty);

        LlmException Fault(LlmFault kind, string what, AnswerFlaw? flaw = null, bool isForLater = false,
            bool isOfPrompt = false) => new(kind, $"{route.Provider} {what}")
        {
            MayHaveCost = true,
            Usage = response.Usage,
            Flaw = flaw,
            IsForLater = isForLater,
            IsOfPrompt = isOfPrompt,
        };
    }
}
