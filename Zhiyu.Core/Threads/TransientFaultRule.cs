namespace Zhiyu.Core.Threads;

/// <summary>
/// Tells the faults of something that the forum stands on, and that may soon be back, from those of its own.
/// </summary>
internal sealed record TransientFaultRule(Func<Exception, bool> IsOutage);
