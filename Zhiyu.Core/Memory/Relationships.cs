namespace Zhiyu.Core.Memory;

/// <summary>How an agent stands to another one, by its own exchanges with it. It fades with time.</summary>
/// <param name="AgentId">The other agent.</param>
/// <param name="Familiarity">From 0 to 1.</param>
/// <param name="Agreement">From -1 to 1.</param>
/// <param name="LastMetAt">When it last answered the other one.</param>
/// <param name="Exchanges">How often it answered the other one.</param>
/// <param name="Moments">The moments that made it, at most three, the strongest first.</param>
public sealed record Relationship(
    string AgentId,
    double Familiarity,
    double Agreement,
    DateTimeOffset LastMetAt,
    int Exchanges,
    IReadOnlyList<Moment> Moments);

/// <summary>What an agent's memory says of its relationships.</summary>
public static class Relationships
{
    // So many exchanges of today make half of full familiarity.
    private const double HalfFamiliar = 5;

    // An unknown exchange without an attitude: a single attitude is not yet a habit.
    private const double Neutral = 1;

    /// <summary>The relationships, the most familiar first.</summary>
    public static IReadOnlyList<Relationship> Of(AgentMemory memory, DateTimeOffset now) =>
    [
        .. TieSums.Of(memory.Ties, memory.Recent, now)
            .Select(tie => new Relationship(
                tie.AgentId,
                tie.Familiarity / (tie.Familiarity + HalfFamiliar),
                tie.Agreement / (tie.Familiarity + Neutral),
                tie.LastMetAt,
                tie.Exchanges,
                tie.Moments))
            .OrderByDescending(relationship => relationship.Familiarity)
            .ThenBy(relationship => relationship.AgentId, StringComparer.Ordinal),
    ];
}
