using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Cost;

/// <summary>The counted transactions per operation.</summary>
internal sealed record CostShare(IReadOnlyDictionary<StorageOperation, double> ByKind)
{
    public double Total => Math.Round(ByKind.Values.Sum(), 1);

    /// <summary>By name, most frequent first.</summary>
    public IReadOnlyDictionary<string, double> Named => ByKind.OrderByDescending(entry => entry.Value)
        .ToDictionary(entry => entry.Key.ToString(), entry => Math.Round(entry.Value, 2));

    public static CostShare Of(OperationCounts counts, int of) => new(
        counts.ByKind.ToDictionary(entry => entry.Key, entry => (double)entry.Value / of));

    /// <summary>Counts exactly the given number of receives of one queue instead of all polls.</summary>
    public static CostShare Of(OperationCounts counts, int of, int receives, string queue) => Of(
        new OperationCounts(counts.ByKind.Where(entry => !entry.Key.IsPoll)
            .Append(new(new StorageOperation("queue", StorageOperation.Receive, queue), receives))
            .ToDictionary()),
        of);

    public CostShare Times(double factor) => new(
        ByKind.ToDictionary(entry => entry.Key, entry => entry.Value * factor));
}

/// <param name="LastAllocation">The allocation of an event that calls no agent, such as that of a last reply.</param>
internal sealed record CostRound(
    CostShare Write, CostShare Allocation, CostShare Reply, CostShare Page, CostShare LastAllocation, CostShare Idle);
