using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>Limits the time of a whole call, including all tries, connecting and the last byte of the answer.</summary>
internal sealed class DeadlineChatClient(IChatClient inner, ModelRoute route, TimeSpan limit, TimeProvider time)
    : CallDecorator(inner)
{
    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        options.Call.Start(limit, time, cancellationToken);
        using var deadline = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await NextAsync(messages, options, linked.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LlmException(LlmFault.Transient,
                $"{route.Provider} did not answer within {limit.TotalMilliseconds:0} ms (LLM_TIMEOUT_MS).",
                inner: fault)
            {
                MayHaveCost = options.Call.MayHaveCost,
            };
        }
    }
}
