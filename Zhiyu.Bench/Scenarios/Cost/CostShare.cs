using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Cost;

/// <summary>One thing's share of what was counted.</summary>
internal sealed record CostShare(IReadOnlyDictionary<StorageOperation, double> ByKind)
{
    public double Total => Math.Round(ByKind.Values.Sum(), 1);

    /// <summary>By name, the most frequent first.</summary>
    public IReadOnlyDictionary<string, double> Named => ByKind.OrderByDescending(entry => entry.Value)
        .ToDictionary(entry => entry.Key.ToString(), entry => Math.Round(entry.Value, 2));

    public static CostShare Of(OperationCounts counts, int of) => new(
        counts.ByKind.ToDictionary(entry => entry.Key, entry => (double)entry.Value / of));

    /// <summary>With so many receives of one queue, however often the host looked at any.</summary>
    public static CostShare Of(OperationCounts counts, int of, int receives, string queue) => Of(
        new OperationCounts(counts.ByKind.Where(entry => !entry.Key.IsPoll)
            .Append(new(new StorageOperation("queue", StorageOperation.Receive, queue), receives))
            .ToDictionary()),
        of);

    public CostShare Times(double factor) => new(
        ByKind.ToDictionary(entry => entry.Key, entry => entry.Value * factor));
}

/// <param name="LastAllocation">Of an event that calls nobody, as those of the last replies.</param>
internal sealed record CostRound(
    CostShare Write, CostShare Allocation, CostShare Reply, CostShare Page, CostShare LastAllocation, CostShare Idle);
