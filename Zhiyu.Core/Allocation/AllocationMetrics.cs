using System.Diagnostics.Metrics;
using System.Text.Json;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Allocation;

/// <summary>Records allocation decisions.</summary>
public sealed class AllocationMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _decisions = meters.Forum().CreateCounter<long>(
        "zhiyu.allocations", "{event}", "Events that were decided, by admission.");
    private readonly Counter<long> _called = meters.Forum().CreateCounter<long>(
        "zhiyu.allocations.called", "{agent}", "Agents that were selected.");

    public void Decided(AllocationRecord record)
    {
        var admission = JsonNamingPolicy.SnakeCaseLower.ConvertName(record.Admission.ToString());
        _decisions.Add(1, new KeyValuePair<string, object?>("admission", admission));
        _called.Add(record.SelectedAgents.Count());
    }
}
