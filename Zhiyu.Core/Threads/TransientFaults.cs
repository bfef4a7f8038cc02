namespace Zhiyu.Core.Threads;

/// <summary>Recognizes transient faults, which do not count against the work that met them.</summary>
public sealed class TransientFaults(IEnumerable<TransientFaultRule> outages)
{
    /// <summary>True when a dependency is not available, or other writers won every attempt.</summary>
    public bool Include(Exception fault) =>
        fault is ConcurrencyException || outages.Any(outage => outage.IsOutage(fault));
}
