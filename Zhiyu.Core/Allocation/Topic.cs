using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Allocation;

/// <summary>What an event is about, and whom it speaks to.</summary>
internal sealed class Topic
{
    private readonly string _text;
    private readonly string? _addressedTo;
    private readonly IReadOnlySet<string> _terms;

    public Topic(AllocationInput input)
    {
        _text = input.Content?.Body ?? "";
        _addressedTo = input.AddressedTo;
        _terms = Terms.Of(input.Text);
        Ideas =
        [
            .. input.Considered
                .SelectMany(standing => standing.Agent.ConfigurationAt(input.Now).Persona.Interests)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(interest => Touches(interest) >= 1)
                .Order(StringComparer.Ordinal),
        ];
        HasNewIdea = Ideas.Except(input.Window.Ideas).Any();
    }

    /// <summary>The interests that it touches in full.</summary>
    public IReadOnlyList<string> Ideas { get; }

    /// <summary>Whether one of them has not come up in the thread before.</summary>
    public bool HasNewIdea { get; }

    /// <summary>How much of an interest it touches, 0 to 1.</summary>
    public double Touches(string interest)
    {
        var terms = Terms.Of(interest);
        return terms.Count == 0 ? 0 : terms.Count(_terms.Contains) / (double)terms.Count;
    }

    /// <summary>Whether the agent's words are answered, or its name is called.</summary>
    public bool Addresses(Agent agent, DateTimeOffset now) =>
        agent.Id == _addressedTo || Names(agent.DisplayName) || Names(agent.ConfigurationAt(now).Persona.Name);

    // A name of one letter stands in every text.
    private bool Names(string name) => name.Length > 1 && _text.Contains(name, StringComparison.OrdinalIgnoreCase);
}
