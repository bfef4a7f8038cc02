using System.Globalization;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>A small list that rarely changes, sorted by id in ordinal order.</summary>
internal sealed class MemoryDirectory<TMember> where TMember : class
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Stored<TMember>> _members = new(StringComparer.Ordinal);

    // Cached, because reads are far more frequent than changes and callers cache indexes by the identity of the list.
    private IReadOnlyList<TMember>? _listed;
    private long _tag;
    private long _listChanges;

    public IReadOnlyList<TMember> List(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return _listed ??= [.. _members.Values.Select(member => member.Row)];
    }

    /// <summary>
    /// The list with a tag that changes when a member is added, or replaced under that tag; null for an empty list.
    /// </summary>
    public (IReadOnlyList<TMember> Members, string? Tag) ListTagged(CancellationToken cancellationToken)
    {
        lock (_lock) return (List(cancellationToken), ListTag);
    }

    public Stored<TMember>? Find(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return _members.GetValueOrDefault(id);
    }

    /// <summary>Adds the member unless its id is taken; returns whether it did.</summary>
    public bool TryAdd(string id, TMember member, CancellationToken cancellationToken)
    {
        lock (_lock) return TryAdd(id, member, ListTag, cancellationToken);
    }

    /// <summary>Also requires that the list still has the tag.</summary>
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

    /// <summary>Replaces the member if it still has the tag; returns whether it did.</summary>
    /// <param name="together">An action that is done together with the replacement or not at all.</param>
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

    /// <summary>Also requires that the list still has the tag, and gives it a new one.</summary>
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
