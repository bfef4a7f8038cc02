using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>What an agent's exchanges with another one amount to.</summary>
/// <param name="Familiarity">From 0 to 1.</param>
/// <param name="Agreement">From -1 to 1.</param>
/// <param name="Moments">The moments that made it, at most three, the strongest first.</param>
public sealed record Relationship(
    string AgentId,
    double Familiarity,
    double Agreement,
    DateTimeOffset LastMetAt,
    int Exchanges,
    IReadOnlyList<Moment> Moments);

/// <summary>The relationships of an agent.</summary>
public static class Relationships
{
    /// <summary>The strongest first.</summary>
    public static IReadOnlyList<Relationship> Of(AgentMemory memory, DateTimeOffset now) =>
    [
        .. memory.Entries.Where(entry => entry.Noted.AnsweredAgentId is not null)
            .GroupBy(entry => entry.Noted.AnsweredAgentId!)
            .Select(met => new Relationship(
                met.Key,
                1 - Math.Exp(-met.Count() / 4.0),
                met.Average(entry => entry.Noted.Attitude switch
                {
                    Attitude.Agrees => 1,
                    Attitude.Differs => -1,
                    _ => 0,
                }),
                met.Max(entry => entry.At),
                met.Count(),
                [
                    .. met.OrderByDescending(entry => entry.At).Take(3).Select(entry =>
                        new Moment(entry.RunId, entry.ContentId, entry.Noted.Attitude, entry.At)),
                ]))
            .OrderByDescending(each => each.Familiarity).ThenBy(each => each.AgentId, StringComparer.Ordinal),
    ];
}
