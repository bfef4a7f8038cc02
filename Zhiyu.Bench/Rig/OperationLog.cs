namespace Zhiyu.Bench.Rig;

/// <summary>Counts storage transactions by type, from Azurite's access log.</summary>
internal sealed class OperationLog
{
    private readonly Dictionary<StorageOperation, int> _counts = [];
    private readonly Dictionary<StorageOperation, long> _lastAt = [];

    /// <summary>Counts a line of the log; other lines are ignored.</summary>
    public void Hear(string line)
    {
        if (StorageOperation.Of(line) is not { } operation) return;
        lock (_counts)
        {
            _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            _lastAt[operation] = TimeProvider.System.GetTimestamp();
        }
    }

    public OperationCounts Read()
    {
        lock (_counts) return new OperationCounts(new Dictionary<StorageOperation, int>(_counts));
    }

    /// <summary>The timestamp of the last transaction of a type; null when there was none.</summary>
    public long? LastAt(StorageOperation operation)
    {
        lock (_counts) return _lastAt.TryGetValue(operation, out var at) ? at : null;
    }

    /// <summary>The transactions since an earlier reading.</summary>
    public OperationCounts Since(OperationCounts before) => Read().Minus(before);
}

internal sealed record OperationCounts(IReadOnlyDictionary<StorageOperation, int> ByKind)
{
    public int Total => ByKind.Values.Sum();

    /// <summary>Without polls of queues, which an idle host makes too.</summary>
    public int WithoutPolls => ByKind.Where(entry => !entry.Key.IsPoll).Sum(entry => entry.Value);

    public int Of(string service, string kind, string resource) =>
        ByKind.GetValueOrDefault(new StorageOperation(service, kind, resource));

    /// <summary>The number of processed messages.</summary>
    public int Completed(string queue) => Of("queue", StorageOperation.Delete, queue);

    public OperationCounts Minus(OperationCounts other) => new(
        ByKind.Select(entry => (entry.Key, Count: entry.Value - other.ByKind.GetValueOrDefault(entry.Key)))
            .Where(entry => entry.Count != 0)
            .ToDictionary(entry => entry.Key, entry => entry.Count));

    /// <summary>The transactions of each type per item, most frequent first.</summary>
    public IReadOnlyDictionary<string, double> Per(int count) => ByKind
        .OrderByDescending(entry => entry.Value)
        .ToDictionary(entry => entry.Key.ToString(), entry => Math.Round((double)entry.Value / count, 2));
}
