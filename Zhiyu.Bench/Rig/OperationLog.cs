namespace Zhiyu.Bench.Rig;

/// <summary>How many storage transactions of which kind there were: Azurite's own access log, counted.</summary>
internal sealed class OperationLog
{
    private readonly Dictionary<StorageOperation, int> _counts = [];
    private readonly Dictionary<StorageOperation, long> _lastAt = [];

    /// <summary>Takes a line of the log; others are ignored.</summary>
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

    /// <summary>The timestamp at which the last one of a kind was heard of; null when there was none.</summary>
    public long? LastAt(StorageOperation operation)
    {
        lock (_counts) return _lastAt.TryGetValue(operation, out var at) ? at : null;
    }

    /// <summary>Those since an earlier reading.</summary>
    public OperationCounts Since(OperationCounts before) => Read().Minus(before);
}

internal sealed record OperationCounts(IReadOnlyDictionary<StorageOperation, int> ByKind)
{
    public int Total => ByKind.Values.Sum();

    /// <summary>Without looks at a queue, which a host also makes when there is nothing to do.</summary>
    public int WithoutPolls => ByKind.Where(entry => !entry.Key.IsPoll).Sum(entry => entry.Value);

    public int Of(string service, string kind, string resource) =>
        ByKind.GetValueOrDefault(new StorageOperation(service, kind, resource));

    /// <summary>Messages that somebody had worked off.</summary>
    public int Completed(string queue) => Of("queue", StorageOperation.Delete, queue);

    public OperationCounts Minus(OperationCounts other) => new(
        ByKind.Select(entry => (entry.Key, Count: entry.Value - other.ByKind.GetValueOrDefault(entry.Key)))
            .Where(entry => entry.Count != 0)
            .ToDictionary(entry => entry.Key, entry => entry.Count));

    /// <summary>Each kind's share of one of <paramref name="count"/> things, the most frequent first.</summary>
    public IReadOnlyDictionary<string, double> Per(int count) => ByKind
        .OrderByDescending(entry => entry.Value)
        .ToDictionary(entry => entry.Key.ToString(), entry => Math.Round((double)entry.Value / count, 2));
}
