using System.Collections.Concurrent;
using System.Globalization;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Keeps snapshots of the search's index in memory.</summary>
internal sealed class MemorySearchSnapshots : ISearchSnapshots
{
    private readonly ConcurrentDictionary<string, (SnapshotInfo Info, byte[] Content)> _snapshots =
        new(StringComparer.Ordinal);

    private int _version;

    /// <summary>The bytes of all snapshots.</summary>
    public long Size => _snapshots.Values.Sum(each => each.Content.LongLength);

    public Task<SnapshotInfo?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(_snapshots.TryGetValue(name, out var found) ? found.Info : null);

    public async Task<bool> ReadAsync(SnapshotInfo snapshot, Stream target, CancellationToken cancellationToken)
    {
        if (!_snapshots.TryGetValue(snapshot.Name, out var found) || found.Info != snapshot) return false;
        await target.WriteAsync(found.Content, cancellationToken);
        return true;
    }

    public async Task<SnapshotInfo?> WriteAsync(
        string name,
        string position,
        string checksum,
        Stream content,
        SnapshotInfo? replaced,
        CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        var version = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        var info = new SnapshotInfo(name, position, checksum, version);
        var isWritten = replaced is null
            ? _snapshots.TryAdd(name, (info, copy.ToArray()))
            : _snapshots.TryGetValue(name, out var found) && found.Info == replaced
                && _snapshots.TryUpdate(name, (info, copy.ToArray()), found);
        return isWritten ? info : null;
    }
}
