namespace Zhiyu.Core.Threads;

/// <summary>What votes and comments a thread got, each fading from when it came: what `hot` goes by.</summary>
/// <remarks>
/// All of it fades alike, so that time alone never changes the order of two threads; only what happens in them does.
/// </remarks>
internal sealed record Attention(double Value, DateTimeOffset At)
{
    /// <summary>A comment says half of what a vote says: that somebody cared.</summary>
    public const double OfComment = 0.5;

    /// <summary>How fast attention moves on: what is a day old needs four times of it.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(12);

    /// <summary>Of a thread whose attention was not kept: as if it had come at the beginning.</summary>
    public static Attention Of(DateTimeOffset createdAt, double merit, int comments) =>
        new(merit + (comments * OfComment), createdAt);

    /// <summary>How much is left of one at a later time.</summary>
    public static double Fading(TimeSpan age) => Math.Pow(0.5, Math.Max(0, age / HalfLife));

    public double ValueAt(DateTimeOffset now) => Value * Fading(now - At);

    /// <param name="more">Less than nothing where a vote is taken back.</param>
    /// <param name="at">When it came; what comes late has faded.</param>
    public Attention With(double more, DateTimeOffset at) => at > At
        ? new Attention(ValueAt(at) + more, at)
        : this with { Value = Value + (more * Fading(At - at)) };
}
