using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Llm.Catalog;
using Zhiyu.Core.Execution.Llm.Resilience;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>Lets through only answers with text: others are faults, though such as are paid for.</summary>
internal sealed class UsableAnswerChatClient(IChatClient inner, ModelRoute route) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            throw Fault(LlmFault.Permanent, "withheld its answer by its content filter.");
        if (!string.IsNullOrWhiteSpace(response.Text)) return response;
        if (response.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().Any())
            throw Fault(LlmFault.Permanent, "refused to answer.");
        if (response.FinishReason == ChatFinishReason.Length)
            throw Fault(LlmFault.Malformed, "used all its tokens before it said anything; raise LLM_MAX_TOKENS.",
                AnswerFlaw.OnlyThoughts, isForLater: true);
        if (CallProgress.Current.Thoughts.Length > 0)
            throw Fault(LlmFault.Malformed, "thought and then said nothing.", AnswerFlaw.OnlyThoughts);
        throw Fault(LlmFault.Malformed, "gave an empty answer.", AnswerFlaw.Empty);

        LlmException Fault(LlmFault kind, string what, AnswerFlaw? flaw = null, bool isForLater = false) =>
            new(kind, $"{route.Provider} {what}")
            {
                MayHaveCost = true, Usage = response.Usage, Flaw = flaw, IsForLater = isForLater,
            };
    }
}
