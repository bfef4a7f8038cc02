using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;

namespace Zhiyu.Core.Execution.Models;

/// <summary>Used when no provider is configured; callers should check <see cref="LlmStatus"/> first.</summary>
internal sealed class UnconfiguredChatClient : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default) => throw NotConfigured();

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default) => throw NotConfigured();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static LlmException NotConfigured() => new(LlmFault.Permanent, LlmStatus.Remedy);
}
