using System.Globalization;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>What is listed whole, in ordinal order of the ids, and rarely changes.</summary>
internal sealed class MemoryDirectory<TMember> where TMember : class
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Stored<TMember>> _members = new(StringComparer.Ordinal);

    // Listed far more often than changed; and an index that was made of a list is good as long as it is the same one.
    private IReadOnlyList<TMember>? _listed;
    private long _tag;
    private long _listChanges;

    public IReadOnlyList<TMember> List(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return _listed ??= [.. _members.Values.Select(member => member.Row)];
    }

    /// <summary>The list with a tag that changes with each member that is added, or replaced by that tag; null before the first.</summary>
    public (IReadOnlyList<TMember> Members, string? Tag) ListTagged(CancellationToken cancellationToken)
    {
        lock (_lock) return (List(cancellationToken), ListTag);
    }

    public Stored<TMember>? Find(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return _members.GetValueOrDefault(id);
    }

    /// <summary>Adds the member unless its id is taken; says whether it was added.</summary>
    public bool TryAdd(string id, TMember member, CancellationToken cancellationToken)
    {
        lock (_lock) return TryAdd(id, member, ListTag, cancellationToken);
    }

    /// <summary>Likewise, unless a member was added since the list had the tag.</summary>
    public bool TryAdd(string id, TMember member, string? listTag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (listTag != ListTag || !_members.TryAdd(id, Tagged(member))) return false;
            _listChanges++;
            _listed = null;
            return true;
        }
    }

    /// <summary>Replaces the member where it still has the tag; says whether it did.</summary>
    /// <param name="together">What happens with it or not at all.</param>
    public bool TryReplace(
        string id,
        Stored<TMember> read,
        TMember member,
        CancellationToken cancellationToken,
        Action? together = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_members.GetValueOrDefault(id)?.ETag != read.ETag) return false;
            together?.Invoke();
            _members[id] = Tagged(member);
            _listed = null;
            return true;
        }
    }

    /// <summary>Likewise, unless the list has another tag by now; it gets a new one.</summary>
    public bool TryReplace(
        string id, Stored<TMember> read, TMember member, string? listTag, CancellationToken cancellationToken)
    {
        lock (_lock)
            return listTag == ListTag && TryReplace(id, read, member, cancellationToken, () => _listChanges++);
    }

    private string? ListTag => _listChanges == 0 ? null : _listChanges.ToString(CultureInfo.InvariantCulture);

    private Stored<TMember> Tagged(TMember member) =>
        new(member, (++_tag).ToString(CultureInfo.InvariantCulture));
}
