using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>Bounds a whole call, connecting and the last byte of the answer included.</summary>
internal sealed class DeadlineChatClient(IChatClient inner, string provider, TimeSpan limit, TimeProvider time)
    : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await base.GetResponseAsync(messages, options, either.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LlmException(LlmFault.Transient,
                $"{provider} did not answer within {limit.TotalMilliseconds:0} ms (LLM_TIMEOUT_MS).", inner: fault);
        }
    }
}
