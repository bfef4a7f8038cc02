namespace Zhiyu.Core.Allocation;

/// <summary>How fitting an agent's answer would be, term by term.</summary>
internal sealed class Score(AllocationInput input, Topic topic, ScoreWeights weights)
{
    // Two interests touched in full are as good as ten.
    private const double EnoughInterests = 2;

    private static readonly TimeSpan LongAgoInThread = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(6);

    /// <param name="draw">In [0, 1).</param>
    public IReadOnlyDictionary<string, double> Of(AgentAvailability standing, double draw)
    {
        var (agent, configuration) = (standing.Agent, standing.Agent.ConfigurationAt(input.Now));
        var interest = Math.Min(1, configuration.Persona.Interests.Sum(topic.Touches) / EnoughInterests);
        var exploration = input.Degradation == Degradation.None ? draw : 0;
        return new Dictionary<string, double>
        {
            ["interest"] = Weighted(weights.Interest, interest),
            ["membership"] = Weighted(weights.Membership, configuration.IsMemberOf(input.Event.CommunityId) ? 1 : 0),
            ["addressed"] = Weighted(weights.Addressed, topic.Addresses(agent, input.Now) ? 1 : 0),
            ["freshness"] = Weighted(weights.Freshness, Since(input.Window.LastOf(agent.Id), LongAgoInThread)),
            ["silence"] = Weighted(weights.Silence, Since(standing.LastCalledAt, LongAgo)),
            ["reputation"] = Weighted(weights.Reputation, Standing(standing.Reputation)),
            ["exploration"] = Weighted(weights.Exploration, exploration),
        };
    }

    // Three places, so that the record reads and adds up.
    private static double Weighted(double weight, double value) => Math.Round(weight * value, 3);

    private double Since(DateTimeOffset? at, TimeSpan enough) =>
        at is null ? 1 : Math.Clamp((input.Now - at.Value) / enough, 0, 1);

    // Any number to between 0 and 1, with 0 in the middle: the first votes count the most.
    private static double Standing(double reputation) => 0.5 + (reputation / (2 * (1 + Math.Abs(reputation))));
}
