using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// Adapts a call's options to what its server supports, and translates faults to <see cref="LlmException"/>.
/// </summary>
/// <param name="inner">The library's client.</param>
/// <param name="wire">The HTTP client, which is disposed with this client.</param>
/// <param name="classify">Classifies further exceptions of the library; null for unknown ones.</param>
internal sealed class WireChatClient(
    IChatClient inner, WireHttp wire, ModelRoute route, Func<Exception, LlmException?>? classify = null)
    : CallDecorator(inner)
{
    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        var number = wire.Calls.Add(options.Call);
        try
        {
            return await NextAsync(messages, ForServer(options, number), cancellationToken);
        }
        catch (Exception fault) when (Classify(fault) is { } classified)
        {
            throw classified;
        }
        finally
        {
            wire.Calls.Remove(number);
        }
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ModelCapabilities) ? wire.Capabilities : base.GetService(serviceType, serviceKey);

    protected override void Dispose(bool disposing)
    {
        if (disposing) wire.Client.Dispose();
        base.Dispose(disposing);
    }

    private LlmException? Classify(Exception fault) =>
        classify?.Invoke(fault) ?? WireFaults.Classify(fault, route.Provider);

    private ChatOptions ForServer(RunChatOptions call, long number)
    {
        var options = call.Clone();
        options.ResponseFormat = (options.ResponseFormat, route.Structured) switch
        {
            (ChatResponseFormatJson, StructuredOutput.JsonObject) => ChatResponseFormat.Json,
            (ChatResponseFormatJson, StructuredOutput.None) => null,
            var (format, _) => format,
        };
        // Microsoft.Extensions.AI sends the limit only as max_completion_tokens. The handler renames the field for the
        // server.
        options.MaxOutputTokens = null;
        options.RawRepresentationFactory = _ =>
        {
            var raw = new ChatCompletionOptions();
#pragma warning disable SCME0001 // Marked experimental, and the only way to send a property of another name.
            raw.Patch.Set(Path(PendingCalls.Field), number);
            if (call.MaxOutputTokens is { } limit) raw.Patch.Set(Path(LlmOptions.MaxTokensParameters[0]), limit);
#pragma warning restore SCME0001
            return raw;
        };
        return options;
    }

    private static byte[] Path(string field) => Encoding.UTF8.GetBytes($"$.{field}");
}
