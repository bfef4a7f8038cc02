namespace Zhiyu.Core.Storage.Memory;

/// <summary>What is listed whole and only ever added to, in ordinal order of the ids.</summary>
internal sealed class MemoryDirectory<TMember> where TMember : class
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, TMember> _members = new(StringComparer.Ordinal);

    // Listed far more often than added to; and an index that was made of a list is good as long as it is the same one.
    private IReadOnlyList<TMember>? _listed;

    public IReadOnlyList<TMember> List(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return _listed ??= [.. _members.Values];
    }

    /// <summary>Adds the member unless its id is taken; says whether it was added.</summary>
    public bool TryAdd(string id, TMember member, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_members.TryAdd(id, member)) return false;
            _listed = null;
            return true;
        }
    }
}
