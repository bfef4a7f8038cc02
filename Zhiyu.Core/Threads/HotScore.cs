namespace Zhiyu.Core.Threads;

/// <summary>The votes and comments of a thread, weighted by age: the basis of the `hot` order.</summary>
/// <remarks>All attention decays at the same rate, so time alone never changes the order of two threads.</remarks>
public sealed record HotScore(double Value, DateTimeOffset At)
{
    /// <summary>A comment counts half as much as a vote.</summary>
    public const double OfComment = 0.5;

    /// <summary>The half-life in the `hot` order: after a day, a quarter of the attention is left.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(12);

    /// <summary>For a thread whose attention was not recorded: as if all of it came when the thread began.</summary>
    public static HotScore Of(DateTimeOffset createdAt, double merit, int comments) =>
        new(merit + (comments * OfComment), createdAt);

    /// <summary>The share that is left of attention of a given age.</summary>
    public static double DecayFactor(TimeSpan age) => Math.Pow(0.5, Math.Max(0, age / HalfLife));

    public double ValueAt(DateTimeOffset now) => Value * DecayFactor(now - At);

    /// <param name="more">Negative when a vote is taken back.</param>
    /// <param name="at">The time of the change. A change that arrives late has decayed.</param>
    public HotScore With(double more, DateTimeOffset at) => at > At
        ? new HotScore(ValueAt(at) + more, at)
        : this with { Value = Value + (more * DecayFactor(At - at)) };
}
