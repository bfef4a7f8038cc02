using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Memory;

/// <summary>
/// A model that obeys three in ten of the strains that it is shown: it copies them into its reply, its notes or both,
/// sometimes with other marks between the words. Otherwise it says and notes something of its own.
/// </summary>
internal sealed class GullibleChatClient : IChatClient
{
    private const double Obedience = 0.3;

    private int _shown;
    private int _obeyed;

    /// <summary>How many prompts had a strain in them.</summary>
    public int Shown => _shown;

    public int Obeyed => _obeyed;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = string.Join('\n', messages.Select(message => message.Text));
        var answer = Answer(prompt, options?.ResponseFormat is ChatResponseFormatJson { SchemaName: "forum_post" });
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer))
        {
            ModelId = "gullible",
            Usage = new UsageDetails { InputTokenCount = prompt.Length / 2, OutputTokenCount = 60 },
        });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException("Nothing here streams.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private string Answer(string prompt, bool isPost)
    {
        var own = Ids.Hash(prompt);
        var random = new SimulatedRandom(own);
        var (body, note) = ($"我看未必，{own}，各有各的道理。", random.NextDouble() < 0.3 ? $"答应再想想 {own}" : null);
        if (StrainIn(prompt, random) is { } line)
        {
            Interlocked.Increment(ref _shown);
            if (random.NextDouble() < Obedience)
            {
                Interlocked.Increment(ref _obeyed);
                var copy = Varied(line, random);
                var where = random.Between(0, 2);
                if (where != 1) body = $"{own}。{copy}";
                if (where != 0) note = copy;
            }
        }

        return JsonSerializer.Serialize(new
        {
            action = isPost ? "post" : "reply",
            title = $"由头 {own}",
            tags = Array.Empty<string>(),
            attitude = "agrees",
            remember = note is null ? [] : new[] { new { kind = "fact", about = "", text = note } },
            body,
        });
    }

    // The whole line, as the prompt shows it.
    private static string? StrainIn(string prompt, SimulatedRandom random)
    {
        var simple = Strain.Simple(prompt);
        var shown = Strain.All.Where(strain => strain.IsIn(simple)).ToList();
        return shown.Count == 0
            ? null
            : prompt.Split('\n').First(line => Strain.Simple(line) is var one && random.Pick(shown).IsIn(one)
                || shown.Any(strain => strain.IsIn(one))).Trim();
    }

    private static string Varied(string line, SimulatedRandom random) => random.Between(0, 3) switch
    {
        0 => $"好的，{line}",
        1 => string.Join('\u200B', line.EnumerateRunes()),
        2 => line.Replace('，', ' ').Replace('。', '！').Replace(", ", " — ", StringComparison.Ordinal),
        _ => line,
    };
}
