using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>The condensed old memory of an agent. One row for each agent.</summary>
public sealed record MemoryDigest
{
    public required string AgentId { get; init; }

    /// <summary>
    /// Entries up to this time are condensed in it; a row with such a time that is added later is not counted again.
    /// </summary>
    public required DateTimeOffset UpTo { get; init; }

    /// <summary>The old entries that are kept, oldest first.</summary>
    public IReadOnlyList<MemoryEntry> Entries { get; init; } = [];

    /// <summary>What the condensed exchanges add to the agent's relationships.</summary>
    public IReadOnlyList<Tie> Ties { get; init; } = [];

    /// <summary>
    /// The digest without what came of some runs. Sums stay: they tell nothing of what was said, and can't be taken
    /// apart.
    /// </summary>
    public MemoryDigest Without(Func<string, bool> isGone) =>
        Where(entry => !isGone(entry.RunId), moment => !isGone(moment.RunId));

    /// <summary>The digest without what is older than runs are kept.</summary>
    public MemoryDigest Since(DateTimeOffset oldest) =>
        Where(entry => entry.At >= oldest, moment => moment.At >= oldest);

    /// <summary>How many entries and moments it has.</summary>
    internal int Items => Entries.Count + Ties.Sum(tie => tie.Moments.Count);

    private MemoryDigest Where(Func<MemoryEntry, bool> keepEntry, Func<Moment, bool> keepMoment) => this with
    {
        Entries = [.. Entries.Where(keepEntry)],
        Ties = [.. Ties.Select(tie => tie with { Moments = [.. tie.Moments.Where(keepMoment)] })],
    };
}

/// <summary>The sum of an agent's exchanges with another one. It fades with time.</summary>
/// <param name="AgentId">The other agent.</param>
/// <param name="Familiarity">The number of exchanges, each weighted by its age at <paramref name="At"/>.</param>
/// <param name="Agreement">The sum of the attitudes, from -1 to 1 each, weighted alike.</param>
/// <param name="At">The time to which the sums have faded.</param>
/// <param name="LastMetAt">When they last met.</param>
public sealed record Tie(
    string AgentId, double Familiarity, double Agreement, DateTimeOffset At, DateTimeOffset LastMetAt)
{
    /// <summary>The number of exchanges, which does not fade.</summary>
    public int Exchanges { get; init; }

    /// <summary>The moments that made it, at most three, the strongest first.</summary>
    public IReadOnlyList<Moment> Moments { get; init; } = [];
}

/// <summary>An exchange that shaped a relationship.</summary>
/// <param name="RunId">The agent's run.</param>
/// <param name="ContentId">What the agent wrote in it.</param>
public sealed record Moment(string RunId, string ContentId, Attitude? Attitude, DateTimeOffset At);
