using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>
/// An offline writer that answers in character from the prompt; the same prompt and seed give the same answer.
/// </summary>
internal sealed class SimulatedChatClient(LlmOptions settings, TimeProvider time) : IChatClient
{
    /// <summary>The name of the provider, and of its only model.</summary>
    public const string Name = "simulated";

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var prompt = PromptReading.Of(messages);
        var random = new SimulatedRandom($"{settings.SimulatedSeed}\n{prompt.System}\n{prompt.User}");
        var delay = random.Between(
            (int)settings.SimulatedMinTime.TotalMilliseconds, (int)settings.SimulatedMaxTime.TotalMilliseconds);
        var text = new SimulatedWriter(prompt, random).Write(settings.SimulatedDeclineRate);
        if (delay > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(delay), time, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        var promptTokens = TokenEstimate.Of(prompt.System) + TokenEstimate.Of(prompt.User);
        var completionTokens = TokenEstimate.Of(text);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = Name,
            CreatedAt = time.GetUtcNow(),
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails
            {
                InputTokenCount = promptTokens,
                OutputTokenCount = completionTokens,
                TotalTokenCount = promptTokens + completionTokens,
            },
        };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Answers of models are not streamed; use GetResponseAsync.");

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
