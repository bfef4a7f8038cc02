using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Zhiyu.Core.Execution.Llm.OpenAi;

/// <summary>Any server that speaks OpenAI's chat completions: OpenAI, DashScope, DeepSeek, Ollama, vLLM.</summary>
internal sealed class OpenAiCompatibleChatClient(LlmOptions settings) : DelegatingChatClient(Inner(settings))
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, OnTheWire(options), cancellationToken);
        }
        catch (Exception fault) when (OpenAiFaults.Classify(fault, cancellationToken) is { } classified)
        {
            throw classified;
        }
    }

    // Microsoft.Extensions.AI sends the limit as max_completion_tokens only, which many servers do not know.
    private ChatOptions? OnTheWire(ChatOptions? options)
    {
        if (options?.MaxOutputTokens is not { } limit || settings.MaxTokensParameter == "max_completion_tokens")
            return options;
        options = options.Clone();
        options.MaxOutputTokens = null;
        options.RawRepresentationFactory = _ =>
        {
            var raw = new ChatCompletionOptions();
#pragma warning disable SCME0001 // Marked experimental, and the only way to send a property of another name.
            raw.Patch.Set(Encoding.UTF8.GetBytes($"$.{settings.MaxTokensParameter}"), limit);
#pragma warning restore SCME0001
            return raw;
        };
        return options;
    }

    private static IChatClient Inner(LlmOptions settings)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(settings.BaseUrl),
            // Retries and the deadline are ours, where they are counted.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        // The library insists on a key; servers that need none ignore it.
        var key = string.IsNullOrWhiteSpace(settings.ApiKey) ? "none" : settings.ApiKey.Trim();
        return new ChatClient(settings.Model, new ApiKeyCredential(key), options).AsIChatClient();
    }
}
