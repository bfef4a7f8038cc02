using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>Sums exchanges into ties. It does not matter in how many steps they are summed.</summary>
internal static class TieSums
{
    public const int MostMoments = 3;

    private static readonly TimeSpan TieHalfLife = TimeSpan.FromDays(14);

    /// <param name="ties">Sums from before.</param>
    /// <param name="entries">Entries that are not in them.</param>
    /// <param name="at">The time to which the sums fade.</param>
    /// <returns>A tie for each other agent, by its id.</returns>
    public static IReadOnlyList<Tie> Of(IEnumerable<Tie> ties, IEnumerable<MemoryEntry> entries, DateTimeOffset at) =>
    [
        .. ties.Concat(entries.Select(Of).OfType<Tie>())
            .GroupBy(tie => tie.AgentId)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Tie(
                group.Key,
                group.Sum(tie => tie.Familiarity * Fading(tie, at)),
                group.Sum(tie => tie.Agreement * Fading(tie, at)),
                at,
                group.Max(tie => tie.LastMetAt))
            {
                Exchanges = group.Sum(tie => tie.Exchanges),
                Moments = Strongest(group.SelectMany(tie => tie.Moments)),
            }),
    ];

    // Null for a new post, which answers no one.
    private static Tie? Of(MemoryEntry entry) => entry.Noted.AnsweredAgentId is { } answered
        ? new Tie(answered, 1, ValueOf(entry.Noted.Attitude), entry.At, entry.At)
        {
            Exchanges = 1,
            Moments = [new Moment(entry.RunId, entry.ContentId, entry.Noted.Attitude, entry.At)],
        }
        : null;

    private static double Fading(Tie tie, DateTimeOffset at) => Math.Pow(2, -((at - tie.At) / TieHalfLife));

    // One of each thread first; then whatever is next.
    private static List<Moment> Strongest(IEnumerable<Moment> moments)
    {
        var ranked = moments
            .OrderByDescending(moment => Math.Abs(ValueOf(moment.Attitude)))
            .ThenByDescending(moment => moment.At)
            .ThenBy(moment => moment.RunId, StringComparer.Ordinal)
            .ToList();
        var chosen = ranked.DistinctBy(moment => Ids.Thread(moment.RunId)).Take(MostMoments).ToList();
        chosen.AddRange(ranked.Except(chosen).Take(MostMoments - chosen.Count).ToList());
        return [.. ranked.Intersect(chosen)];
    }

    private static double ValueOf(Attitude? attitude) => attitude switch
    {
        Attitude.Agrees => 1,
        Attitude.Amused => 0.3,
        Attitude.Weary => -0.5,
        Attitude.Differs => -1,
        _ => 0,
    };
}
