using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Tests.Support;

/// <summary>Answers by a rule, and remembers what it was asked.</summary>
internal sealed class ScriptedChatClient(Func<string, string> answer) : IChatClient
{
    public ConcurrentQueue<string> Prompts { get; } = new();

    /// <summary>The last call that it got; null when it was not made for a run.</summary>
    public ModelCall? Call { get; private set; }

    /// <summary>What it answers to a prompt; may throw.</summary>
    public Func<string, string> Answer { get; set; } = answer;

    /// <summary>What it says that an answer took.</summary>
    public int OutputTokens { get; set; } = 20;

    /// <summary>What the n-th answer waits for.</summary>
    public Func<int, Task> Wait { get; set; } = _ => Task.CompletedTask;

    /// <summary>Likewise, where it ends at once when its caller stops.</summary>
    public Func<CancellationToken, Task> Think { get; set; } = _ => Task.CompletedTask;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = string.Concat(messages.Select(message => message.Text));
        Call = (options as RunChatOptions)?.Call;
        Prompts.Enqueue(prompt);
        await Wait(Prompts.Count);
        await Think(cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer(prompt)))
        {
            ModelId = "scripted",
            Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = OutputTokens },
        };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException("Nothing here streams.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

internal static class ScriptedModels
{
    /// <summary>Puts a client into the place of every provider; the rest of the chain is the real one.</summary>
    public static IServiceCollection AddModel(this IServiceCollection services, IChatClient model) =>
        services.AddSingleton<Func<ModelRoute, IChatClient>>(_ => model);
}
