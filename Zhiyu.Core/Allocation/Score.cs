using Zhiyu.Core.Memory;

namespace Zhiyu.Core.Allocation;

/// <summary>How well an agent would fit an answer, term by term.</summary>
internal sealed class Score(AllocationInput input, Topic topic, ScoreWeights weights)
{
    // Two full matches give the highest value.
    private const double EnoughInterests = 2;

    // Five exchanges of today.
    private const double EnoughFamiliarity = 0.5;

    private static readonly TimeSpan MaxClosenessAge = TimeSpan.FromDays(2);
    private static readonly TimeSpan MaxThreadSilence = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxSilence = TimeSpan.FromHours(6);

    /// <param name="draw">In [0, 1).</param>
    public IReadOnlyDictionary<string, double> Of(AgentAvailability availability, double draw, bool isOwed)
    {
        var (agent, configuration) = (availability.Agent, availability.Agent.ConfigurationAt(input.Now));
        var interest = Math.Min(1, configuration.Persona.Interests.Sum(topic.Touches) / EnoughInterests);
        var exploration = input.Degradation == Degradation.None ? draw : 0;
        var terms = new Dictionary<string, double>
        {
            ["interest"] = Weighted(weights.Interest, interest),
            ["membership"] = Weighted(weights.Membership, configuration.IsMemberOf(input.Event.CommunityId) ? 1 : 0),
            ["addressed"] = Weighted(weights.Addressed, topic.Addresses(agent, input.Now) ? 1 : 0),
            ["owed"] = Weighted(weights.Owed, isOwed ? 1 : 0),
            ["freshness"] = Weighted(weights.Freshness, Since(input.Window.LastOf(agent.Id), MaxThreadSilence)),
            ["silence"] = Weighted(weights.Silence, Since(availability.LastCalledAt, MaxSilence)),
            ["reputation"] = Weighted(weights.Reputation, Normalize(availability.Reputation)),
            ["rivalry"] = Weighted(weights.Rivalry, Rivalry(agent.Id)),
            ["circle"] = Weighted(weights.Circle, -Closeness(agent.Id)),
            ["exploration"] = Weighted(weights.Exploration, exploration),
        };
        // Only where all agree, so that other records do not list it.
        if (input.Quality.HasCollapsed(input.Event.CommunityId))
            terms["dissent"] = Weighted(weights.Dissent, input.Quality.DissentOf(agent.Id));
        return terms;
    }

    // Three decimal places keep the record readable, and the terms add up to the score. Adding 0 makes 0 of -0.
    private static double Weighted(double weight, double value) => Math.Round(weight * value, 3) + 0;

    // Rivals meet: those whom the author knows and disagrees with.
    private double Rivalry(string agentId) => input.AuthorTies.GetValueOrDefault(agentId) is { } tie
        ? Known(tie) * Math.Max(0, -tie.Agreement)
        : 0;

    // Friends do not form a closed circle: those whom the author agrees with and answered lately.
    private double Closeness(string agentId) => input.AuthorTies.GetValueOrDefault(agentId) is { } tie
        ? Known(tie) * Math.Max(0, tie.Agreement) * (1 - Since(tie.LastMetAt, MaxClosenessAge))
        : 0;

    private static double Known(Relationship tie) => Math.Min(1, tie.Familiarity / EnoughFamiliarity);

    private double Since(DateTimeOffset? at, TimeSpan enough) =>
        at is null ? 1 : Math.Clamp((input.Now - at.Value) / enough, 0, 1);

    // Maps any number to between 0 and 1, with 0 in the middle: the first votes count the most.
    private static double Normalize(double reputation) => 0.5 + (reputation / (2 * (1 + Math.Abs(reputation))));
}
