using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>Lets through only answers with text: an empty or filtered one is a fault.</summary>
internal sealed class UsableAnswerChatClient(IChatClient inner, string provider) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            throw new LlmException(LlmFault.Permanent, $"{provider} withheld its answer by its content filter.");
        if (string.IsNullOrWhiteSpace(response.Text))
            throw new LlmException(LlmFault.Transient, $"{provider} gave an empty answer.");
        return response;
    }
}
