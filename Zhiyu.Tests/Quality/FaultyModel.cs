using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models.Simulated;

namespace Zhiyu.Tests.Quality;

/// <summary>Writes by a rule; agents are numbered in the order in which they first speak.</summary>
internal sealed class FaultyModel(int seed, Func<int, PromptReading, Random, string> reply) : IChatClient
{
    private static readonly ConcurrentDictionary<int, Voice> OwnVoices = new();

    private readonly Random _random = Support.Some.Random(seed);
    private readonly List<string> _agents = [];

    public int Calls { get; private set; }

    /// <summary>The names of its agents, by their numbers.</summary>
    public IReadOnlyList<string> Names => _agents;

    /// <summary>What an agent says in a voice of its own, without a stance.</summary>
    public static string Own(int agent, Random random) =>
        OwnVoices.GetOrAdd(agent, number => Voices.Invented("zh", number))(random, ("", ""))
            .Replace("我不同意。", "", StringComparison.Ordinal).Replace("我同意。", "", StringComparison.Ordinal);

    /// <summary>Lets all agents speak everywhere at any time, so that it is allocation that chooses.</summary>
    public static async Task LetSpeakEverywhereAsync(AgentStore agents, CancellationToken cancellationToken)
    {
        foreach (var agent in await agents.ListAsync(cancellationToken))
        {
            var stored = (await agents.FindAsync(agent.Id, cancellationToken))!;
            var setup = agent.Configurations[0] with { Communities = [], ActiveHours = null };
            Assert.True(await agents.TryReplaceAsync(
                stored, agent with { Configurations = [setup] }, cancellationToken));
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        Calls++;
        var prompt = PromptReading.Of(messages);
        var name = prompt.Persona.Name;
        if (!_agents.Contains(name)) _agents.Add(name);
        var text = prompt.Answered is null
            ? JsonSerializer.Serialize(new
            {
                action = "post",
                title = $"一个由头{_random.Next(100_000)}",
                body = Own(_agents.IndexOf(name), _random),
                tags = prompt.Persona.Interests.Take(2),
            })
            : JsonSerializer.Serialize(
                new { action = "reply", body = reply(_agents.IndexOf(name), prompt, _random) });
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = "faulty",
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 500, OutputTokenCount = 60 },
        });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nothing here streams.");

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose()
    {
    }
}
