using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Allocation;

/// <summary>What an event is about, and which agents it addresses.</summary>
internal sealed class Topic
{
    private readonly string _text;
    private readonly string? _addressedTo;
    private readonly IReadOnlySet<string> _terms;
    private readonly IReadOnlyList<string> _names;

    public Topic(AllocationInput input)
    {
        _text = input.Content?.Body ?? "";
        _addressedTo = input.AddressedTo;
        _terms = Terms.Of(input.Text);
        _names = [.. input.Considered.Select(availability => availability.Agent.NameAt(input.Now))];
        Ideas =
        [
            .. input.Considered
                .SelectMany(availability => availability.Agent.ConfigurationAt(input.Now).Persona.Interests)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(interest => Touches(interest) >= 1)
                .Order(StringComparer.Ordinal),
        ];
        HasNewIdea = Ideas.Except(input.Window.Ideas).Any();
    }

    /// <summary>The interests that the text matches fully.</summary>
    public IReadOnlyList<string> Ideas { get; }

    /// <summary>Whether one of them is new in the thread.</summary>
    public bool HasNewIdea { get; }

    /// <summary>How well the text matches an interest, 0 to 1.</summary>
    public double Touches(string interest)
    {
        var terms = Terms.Of(interest);
        return terms.Count == 0 ? 0 : terms.Count(_terms.Contains) / (double)terms.Count;
    }

    /// <summary>Whether the agent's content is answered, or the agent is mentioned by name.</summary>
    public bool Addresses(Agent agent, DateTimeOffset now) =>
        agent.Id == _addressedTo || Calls(agent.NameAt(now));

    /// <summary>Whether the agent is mentioned by name, or its content is answered with a question.</summary>
    public bool Asks(Agent agent, DateTimeOffset now) =>
        (agent.Id == _addressedTo && _text.AsSpan().ContainsAny('?', '？')) || Calls(agent.NameAt(now));

    private bool Calls(string name)
    {
        if (name.Length == 0) return false;
        var callsAlone = NameMention.CallsAlone(name);
        for (var start = Next(0); start >= 0; start = Next(start + 1))
        {
            if (NameMention.IsMarked(_text, start, name.Length) ? !IsPartOfLonger(name, start)
                : callsAlone && NameMention.IsSetOff(_text, start, name.Length)) return true;
        }

        return false;

        int Next(int from) =>
            from >= _text.Length ? -1 : _text.IndexOf(name, from, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsPartOfLonger(string name, int start) => _names.Any(other =>
        other.Length > name.Length
        && string.Compare(_text, start, other, 0, other.Length, StringComparison.OrdinalIgnoreCase) == 0
        && NameMention.IsMarked(_text, start, other.Length));
}
