namespace Zhiyu.Core.Threads;

/// <summary>Faults that pass by themselves and say nothing of the work that met them.</summary>
internal sealed class TransientFaults(IEnumerable<TransientFaultRule> outages)
{
    /// <summary>What the forum stands on does not answer, or others were faster every time.</summary>
    public bool Include(Exception fault) =>
        fault is ConcurrencyException || outages.Any(outage => outage.IsOutage(fault));
}
