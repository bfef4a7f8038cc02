using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

/// <summary>
/// A server's model that notes what it is told in words of its own, with an opinion beside it; and that answers a
/// question with what its prompt recalls of the thing in question, and with nothing else.
/// </summary>
internal sealed class NotingModel
{
    private readonly Dictionary<bool, int> _opinions = new() { [true] = 0, [false] = 0 };
    private readonly HashSet<(string AgentId, string Text)> _noted = [];
    private readonly List<Recalled> _recalled = [];

    /// <summary>All that its agents noted.</summary>
    public IReadOnlySet<(string AgentId, string Text)> Noted => _noted;

    /// <summary>What the prompts of its answers recalled, in their order.</summary>
    public IReadOnlyList<Recalled> Answers => _recalled;

    public string Answer(ModelRequest request)
    {
        var prompt = PromptReading.Of(request.Messages.Select(message => new ChatMessage(
            message.Role == "system" ? ChatRole.System : ChatRole.User, message.Text)));
        var (agentId, read) = (prompt.Persona.Name, prompt.Post!.Body);
        var isChinese = string.CompareOrdinal(agentId, PlantedFact.IdOf(PlantedFact.AgentsOfLanguage)) < 0;
        if (FactIn(read, fact => fact.Told) is { } told)
            return Reply(agentId, Own(), told.Noted, Opinion(isChinese));
        if (FactIn(read, fact => fact.Thing) is not { } asked)
            return Reply(agentId, Own(), Opinion(isChinese), Opinion(isChinese));

        var notes = prompt.Recalled.Select(section => section.Body).ToList();
        _recalled.Add(new Recalled(agentId, notes));
        var known = notes.Where(note => note.Contains(asked.Thing, StringComparison.Ordinal)).ToList();
        var quoted = known.Select(note => isChinese ? $"「{note}」" : $"“{note}”");
        return Reply(agentId, string.Join('\n', quoted.Append(Own())));

        // No two replies are alike, or the second would not be published.
        string Own() => string.Join(' ', Enumerable.Range(0, 8).Select(part => Ids.Hash($"{part} {prompt.User}")));
    }

    private static PlantedFact? FactIn(string read, Func<PlantedFact, string> words) =>
        PlantedFact.All.FirstOrDefault(fact => read.Contains(words(fact), StringComparison.Ordinal));

    private string Opinion(bool isChinese) => PlantedFact.Opinion(isChinese, _opinions[isChinese]++);

    private string Reply(string agentId, string body, params string[] notes)
    {
        _noted.UnionWith(notes.Select(note => (agentId, note)));
        return JsonSerializer.Serialize(new
        {
            action = "reply",
            attitude = "curious",
            remember = notes.Select((text, number) => new
            {
                kind = number == 0 ? "fact" : "opinion",
                about = RecallAfterAWeekTests.Asker,
                text,
            }),
            body,
        });
    }

    internal sealed record Recalled(string AgentId, IReadOnlyList<string> Notes);
}
