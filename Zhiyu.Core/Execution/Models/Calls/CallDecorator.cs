using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>A step of each model call. It refuses what would not be accounted: streams, calls without a run.</summary>
internal abstract class CallDecorator(IChatClient inner) : DelegatingChatClient(inner)
{
    public sealed override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(
            messages as IReadOnlyCollection<ChatMessage> ?? [.. messages],
            options as RunChatOptions ?? throw new InvalidOperationException(
                "Models can only be called for a run, whose budgets pay for the call."),
            cancellationToken);

    public sealed override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Answers of models are not streamed; use GetResponseAsync.");

    protected abstract Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken);

    /// <summary>The next step.</summary>
    protected Task<ChatResponse> NextAsync(
        IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) =>
        InnerClient.GetResponseAsync(messages, options, cancellationToken);
}
